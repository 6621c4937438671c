// How to tell e-mail from news that happens to begin with labelled lines. The readers themselves,
// read_mail() and read_mbox(), are declared in reader.h.
#pragma once

#include <string_view>

namespace morgue {

/// Does the file begin with the header of an RFC 5322 message? Several header lines that only mail
/// has must be there ("Message-ID:", "MIME-Version:", "Received:" …), or an address, a time and a
/// subject; "Date: …" and "Source: …" above a story are not enough.
/// @param head  the first bytes of the file; some 4 KiB are enough
bool looks_like_mail(std::string_view head);

/// Does the file begin with "From anna@herald.example Mon Dec 19 14:05:00 2016" and a header?
bool looks_like_mbox(std::string_view head);

}  // namespace morgue
