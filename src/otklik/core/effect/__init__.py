"""Whether a measure moved its figure: quarters before and after, the course before it, a group without the measure."""
