"""Many machines: Dask carries references to jobs, and every Dask worker hosts the supervisor of one machine."""

from minimise.batch.cluster.engine import ClusterLost, DaskEngine
from minimise.batch.cluster.links import Link

__all__ = ["ClusterLost", "DaskEngine", "Link"]
