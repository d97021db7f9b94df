"""Programs for the maintainers of this project: generators, the demo, benchmarks. They must not be imported by what is shipped."""
