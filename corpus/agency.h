// News agencies by the names under which papers credit them.
#pragma once

#include <string_view>

namespace morgue {

/// The name of an agency as datelines print it: "Reuters" of "REUTER", "AP" of "The Associated
/// Press" and of "Associated Press Writer"; empty if it is none that we know.
std::string_view agency_called(std::string_view name);

/// For whom somebody writes: "AP" of "By Anna Verbeek, Associated Press", "Anna Verbeek (AP)",
/// "Anna Verbeek of The Associated Press", and of "By The Associated Press", where nobody is named.
std::string_view agency_in_byline(std::string_view line);

}  // namespace morgue
