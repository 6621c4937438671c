// Where the credits of an article begin: "(Reporting by …; Editing by …)", "© 2016 …, all rights
// reserved". They are the same on thousands of articles and say nothing of which story it is. Told
// by words alone, so that case and punctuation make no difference.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace morgue {

/// Fed with the folded words of a body one by one.
class CreditsFinder {
 public:
  void add(std::string_view folded);

  /// How many words come before the credits: all, if there are none at the end.
  std::size_t begin() const;

 private:
  std::string before_;  // the last word
  std::size_t words_ = 0;
  std::optional<std::size_t> first_;  // word that looked like credits, not too long ago
};

}  // namespace morgue
