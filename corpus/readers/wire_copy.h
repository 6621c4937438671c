// How to tell wire copy, as agencies sent it to newspapers' computers. The reader itself,
// read_wire(), is declared in reader.h; the formats are described in wire_copy.cc.
#pragma once

#include <string_view>

namespace morgue {

/// Does the file begin with SOH, a header, and STX?
/// @param head  the first bytes of the file; some 4 KiB are enough
bool looks_like_wire(std::string_view head);

}  // namespace morgue
