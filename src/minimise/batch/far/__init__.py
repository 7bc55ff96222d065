"""Documents and results that lie in an object store; the only home of fsspec."""

from minimise.batch.far.bucket import Bucket, upload
from minimise.batch.far.fetched import Fetched
from minimise.batch.far.path import FarPath, is_far

__all__ = ["Bucket", "FarPath", "Fetched", "is_far", "upload"]
