// News agencies by the names under which papers credit them.
#pragma once

#include <string_view>

namespace morgue {

/// The name of an agency as datelines print it: "Reuters" of "REUTER", "AP" of "The Associated
/// Press"; empty if it is none that we know.
std::string_view agency_called(std::string_view name);

}  // namespace morgue
