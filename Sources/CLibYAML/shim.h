#if __has_include(<yaml.h>)
#include <yaml.h>
#else
#error "libyaml is missing: install the package libyaml-dev (apt) or libyaml (Homebrew), or run .ci/setup"
#endif
