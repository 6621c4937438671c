// The lines that agencies close their copy with: when it was sent, and by whom. Separate from
// wire_copy.cc because each agency has a layout of its own, and none depends on how a message is
// framed:
//
//   AP-NY-12-19-16 1405EST     AP, New York Times      191405 GMT Dec 16     IPTC 7901, post-text
//   upi 12-19-86 02:05 pes     UPI                     14:05 12-19-96        Reuters
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/published.h"

namespace morgue {

struct WireFooter {
  Published published;  // a day, with the time if it is beyond doubt
  std::string agency;   // "AP"; empty if the layout has none
};

/// Reads a line that says when copy was sent, in any of the layouts above. All of the line must be
/// it, day and year included.
/// @param line  UTF-8, without the typesetter's marks ('^', '<', '=') and blanks around it
std::optional<WireFooter> read_wire_footer(std::string_view line);

/// "12-19-16", "12-19-2016": month, day, year. Two figures of a year stand for 1950 to 2049.
std::optional<std::chrono::year_month_day> parse_american_day(std::string_view text);

}  // namespace morgue
