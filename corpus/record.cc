// The names of the reasons why something was not indexed.
#include "corpus/record.h"

namespace morgue {

std::string_view to_string(SkipReason reason) {
  switch (reason) {
    case SkipReason::Unreadable:
      return "unreadable";
    case SkipReason::Empty:
      return "empty";
    case SkipReason::Binary:
      return "binary";
    case SkipReason::Unsupported:
      return "unsupported";
    case SkipReason::Malformed:
      return "malformed";
    case SkipReason::TooLarge:
      return "too large";
    case SkipReason::NoText:
      return "no text";
    case SkipReason::DirectoryLoop:
      return "directory loop";
    case SkipReason::NoArticle:
      return "no article";
    case SkipReason::DuplicateId:
      return "duplicate id";
    case SkipReason::DoubtfulDate:
      return "doubtful date";
  }
  return "";
}

}  // namespace morgue
