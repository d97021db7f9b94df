"""Message classes, generated from ``../tfplugin6.proto`` by ``python -m tools.protos``. Nothing is written by hand."""
