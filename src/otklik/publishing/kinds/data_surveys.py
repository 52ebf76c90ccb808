"""Open data: the set «surveys»."""

from otklik.publishing.open_data.kind import dataset_kind
from otklik.publishing.open_data.sets.surveys import DATASET

KIND = dataset_kind(DATASET)
