// Mistakes that only a web request can make.
#pragma once

#include "corpus/error.h"

namespace morgue::web {

/// The reader asked for something that a later version will know; what() is a sentence for the
/// reader (HTTP 501).
class NotAvailable : public Error {
 public:
  using Error::Error;
};

}  // namespace morgue::web
