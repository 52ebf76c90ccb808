"""Open data: the set «feedback»."""

from otklik.publishing.open_data.kind import dataset_kind
from otklik.publishing.open_data.sets.feedback import DATASET

KIND = dataset_kind(DATASET)
