"""Documents and results that lie in an object store; the only home of fsspec."""

from minimise.batch.far.bucket import LISTS, Bucket, upload
from minimise.batch.far.fetched import Fetched
from minimise.batch.far.path import FarPath, is_far

__all__ = ["LISTS", "Bucket", "FarPath", "Fetched", "is_far", "upload"]
