// Words for offices and roles that stand beside a person's name. Apart from the lexicon of the name
// finder, so that who only reads an archive need not carry that.
#pragma once

#include <string_view>

namespace morgue {

/// What a word does in a title: it can be one ("President", "chairman"), or only be a part of one
/// ("Prime", "presidential"), or has nothing to do with them.
enum class TitleWord { None, Part, Whole };

/// @param folded  as schema::WordScanner folds it
TitleWord title_word(std::string_view folded);

}  // namespace morgue
