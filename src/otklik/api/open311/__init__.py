"""The Open311 GeoReport v2 face (https://wiki.open311.org/GeoReport_v2/): read by everybody, written with a key."""
