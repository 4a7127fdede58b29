// Goals are part of a config as well as of a run, so the type lives with the trees that both read.
@_exported public import enum ExpYAML.Goal
