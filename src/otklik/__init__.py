"""Otklik, the feedback system of a municipal administration."""

import os

# Page and worker processes share the cores already: threads of linear algebra inside each would only wait for each
# other, and small matrices are all we have. Read by OpenBLAS when NumPy is first imported, hence here.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
