"""The parts of a package, each drawn from its own source. Порядок: murashi 5.18"""
