// The plain text of e-mail: which of its lines the sender wrote for readers. Separate from mail.h
// because it knows nothing of MIME: functions from text to text. What goes:
//
//   > quoted, and "Anna wrote:" above it      "-- " and the signature below it
//   ---------- Forwarded message ----------   "Unsubscribe", "View in browser", links alone
//
// Format of text that flows: RFC 3676, https://www.rfc-editor.org/rfc/rfc3676.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace morgue {

/// What "Content-Type: text/plain; format=flowed; delsp=yes" says of a text.
struct MailTextFormat {
  bool flowed = false;        // a blank at the end of a line: it goes on in the next
  bool delete_space = false;  // and that blank is no part of the text
};

/// The lines of a message without their ends, "\n" or "\r\n". They are views of the text.
std::vector<std::string_view> mail_lines(std::string_view text);

/// What was written here and not before: without quotes, signature, the header of what is
/// forwarded, links alone on a line, and, at the beginning and the end, what is about the mail and
/// not the news
/// ("You are receiving this because …"). Lines of a text that flows are rejoined; in any other,
/// words that were divided are. A text that is nothing but a quote is kept, without its marks.
/// @param text  clean UTF-8
/// @return      lines that end in '\n'
std::string clean_mail_text(std::string_view text, MailTextFormat format);

/// The same for a text in paragraphs, which may have come from a page: leaves out those among the
/// first and last that are about the mail.
/// @param body  paragraphs joined by "\n\n"
std::string without_mail_furniture(std::string_view body);

}  // namespace morgue
