// The one exception family of the project, for operations that cannot go on. What is expected (an
// article that cannot be read, a date that is not there) is a value instead: see Skipped in
// corpus/record.h.
#pragma once

#include <stdexcept>

namespace morgue {

/// The message is one line that names the thing, the cause and the way out.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Another process writes the archive just now; the same may succeed later.
class BusyError : public Error {
 public:
  using Error::Error;
};

/// The command line was wrong; the program ends with status 2.
class UsageError : public Error {
 public:
  using Error::Error;
};

}  // namespace morgue
