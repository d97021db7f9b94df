"""Programs for the maintainers of this project: generators, the demo, benchmarks. They are not part of the wheel."""
