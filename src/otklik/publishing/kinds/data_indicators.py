"""Open data: the set «indicators»."""

from otklik.publishing.open_data.kind import dataset_kind
from otklik.publishing.open_data.sets.indicators import DATASET

KIND = dataset_kind(DATASET)
