// Dates that cannot be right: what a source says of the day contradicts itself, or the day is yet
// to come. The article keeps the date that the order of trust gives it; this is the word about it.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "corpus/article.h"

namespace morgue {

/// Compares the publication date with article.also_dated, the day in its address and that of its
/// dateline. A day more or less is a matter of zones and of printing, and no contradiction. Nor are
///   - what is printed or in metadata for the day of the last change,
///   - a dateline of up to a week before: copy waits over weekends, and for weeklies,
///   - a directory of a later day, if the page itself knows its date: that is when it was saved.
///
/// @param now  a date more than a day after it is doubtful too; absent: that is not looked at
/// @return     one line: "published 2016-12-19 as JSON-LD says, which is trusted more; the address
///             says 2016-11-02"; nothing if nothing is odd, or no date is known
std::optional<std::string> doubt_about_date(const Article& article,
                                            std::optional<std::chrono::sys_seconds> now);

}  // namespace morgue
