"""Open data: the set «decisions»."""

from otklik.publishing.open_data.kind import dataset_kind
from otklik.publishing.open_data.sets.decisions import DATASET

KIND = dataset_kind(DATASET)
