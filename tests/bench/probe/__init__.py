"""A probe of the detector by somebody who has read neither its rules nor its samples."""
