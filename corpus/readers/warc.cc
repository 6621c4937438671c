// Web archives: WARC 0.17 to 1.1 (ISO 28500) and the older ARC 1 and 2.
//
//   WARC/1.0                                    version
//   WARC-Type: response                         head: fields as in HTTP, up to an empty line
//   Content-Length: 975
//
//   HTTP/1.1 200 OK …                           block: so many bytes, then two newlines
//
//   http://herald.example/ 192.0.2.1 20161219140500 text/html 1591      ARC: the head is this line
//   HTTP/1.1 200 OK …
//
// The lengths are believed as long as a record begins where one has to. Where none does, the next
// line that looks like the start of one ends the block, and that is reported.
#include <algorithm>
#include <charconv>
#include <cstring>
#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "corpus/readers/fields.h"
#include "corpus/readers/http_message.h"
#include "corpus/readers/reader.h"
#include "corpus/text/ascii.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

constexpr std::size_t kPiece = 64u << 10;
/// Of a WARC head or an HTTP head; those in Common Crawl have 1 to 8 KB.
constexpr std::size_t kLongestHead = 64u << 10;
/// Enough to know the start of a record by.
constexpr std::size_t kLookahead = 8u << 10;

/// A stream seen through a window that grows as far ahead as one wants to look.
class Window {
 public:
  Window(std::istream& in, const std::function<void(std::uint64_t)>& consumed)
      : in_(in), consumed_(consumed), buffer_(2 * kPiece) {}

  /// What lies ahead: `count` bytes or more, fewer only at the end of the stream. Valid until the
  /// next call.
  std::string_view look(std::size_t count) {
    while (end_ - begin_ < count && fill()) {
    }
    return {buffer_.data() + begin_, end_ - begin_};
  }

  /// @param count  no more than the last look() has shown
  void advance(std::size_t count) {
    const std::string_view passed(buffer_.data() + begin_, count);
    line_ += static_cast<std::uint64_t>(std::ranges::count(passed, '\n'));
    offset_ += count;
    begin_ += count;
  }

  std::uint64_t line() const { return line_; }      // of the next byte, from 1
  std::uint64_t offset() const { return offset_; }  // of the next byte, from 0

 private:
  bool fill() {
    if (!in_.good()) return false;
    if (buffer_.size() - end_ < kPiece) {
      std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
      // Room for half of what is held, lest it be moved again for every piece.
      if (buffer_.size() - end_ < std::max(kPiece, end_ / 2)) buffer_.resize(2 * buffer_.size());
    }
    in_.read(buffer_.data() + end_, static_cast<std::streamsize>(kPiece));
    const auto count = static_cast<std::size_t>(in_.gcount());
    end_ += count;
    if (count > 0 && consumed_) consumed_(count);
    return count > 0;
  }

  std::istream& in_;
  const std::function<void(std::uint64_t)>& consumed_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t offset_ = 0;
};

struct RecordHead {
  enum class Kind : std::uint8_t {
    Other,     // requests, metadata, revisits …
    Response,  // an HTTP message
    Resource   // a page without HTTP around it
  };
  Kind kind = Kind::Other;
  std::size_t bytes = 0;                // where the block begins
  std::optional<std::uint64_t> length;  // of the block; nothing if it is missing or no number
  std::string address;
  std::string date;  // as written
  ContentType content;
  std::string fault;  // what is wrong by its own account: "the crawler cut it off (time)"
};

std::optional<std::uint64_t> number(std::string_view digits) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
    return std::nullopt;
  return value;
}

std::string_view first_line(std::string_view text) {
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

/// wget wrote <http://…> for some years; some crawlers leave blanks as they were in the link.
std::string clean_address(std::string_view text) {
  text = trim(text);
  if (text.starts_with('<') && text.ends_with('>') && text.size() > 2)
    text = text.substr(1, text.size() - 2);
  std::string address;
  for (const char c : one_line(printable_path(text))) {
    if (c == ' ')
      address += "%20";
    else
      address += c;
  }
  return address;
}

struct Warc {
  static constexpr std::string_view kFirstLine = "WARC/1.0";

  /// The version, and a named field in the next line. Whatever is cut off is taken to be right.
  static bool starts_record(std::string_view text) {
    if (!is_version(first_line(text))) return false;
    const std::string_view next = text.substr(std::min(text.find('\n'), text.size() - 1) + 1);
    const auto name_end = std::ranges::find_if(
        next, [](char c) { return !is_letter(c) && !is_digit(c) && c != '-' && c != '_'; });
    return name_end == next.end() || (name_end != next.begin() && *name_end == ':');
  }

  /// Where a record that starts at `text` has its block. Nothing if the head has no end.
  static std::optional<RecordHead> parse_head(std::string_view text) {
    text = text.substr(0, kLongestHead);
    const std::size_t next_version = text.find("\nWARC/");
    if (next_version != std::string_view::npos) text = text.substr(0, next_version + 1);
    const std::optional<std::size_t> end = end_of_head(text);
    if (!end) return std::nullopt;
    const std::size_t first = text.find('\n') + 1;
    const HeaderFields fields = parse_header_fields(text.substr(first, *end - first));
    RecordHead head;
    head.bytes = *end;
    head.length = number(fields.find("Content-Length"));
    const std::string_view type = fields.find("WARC-Type");
    if (type == "response")
      head.kind = RecordHead::Kind::Response;
    else if (type == "resource")
      head.kind = RecordHead::Kind::Resource;
    else if (type.empty())
      head.fault = "it has no WARC-Type";
    head.address = clean_address(fields.find("WARC-Target-URI"));
    if (head.address.empty()) head.address = clean_address(fields.find("WARC-Record-ID"));
    head.date = one_line(to_utf8(fields.find("WARC-Date")));
    head.content = parse_content_type(fields.find("Content-Type"));
    if (head.kind == RecordHead::Kind::Other) return head;
    if (const std::string_view why = fields.find("WARC-Truncated"); !why.empty())
      head.fault = "the crawler cut it off (" + excerpt(why) + ")";
    else if (!fields.find("WARC-Segment-Number").empty())
      head.fault = "it goes on in another record, which is not joined to it";
    return head;
  }

  /// In a response record whose block is no HTTP message: is it an error?
  static bool must_be_http(const RecordHead& head) {
    return head.content.type == "application/http";
  }

 private:
  static bool is_version(std::string_view line) {
    constexpr std::string_view kMark = "WARC/";
    if (!line.starts_with(kMark)) return false;
    line = trim(line.substr(kMark.size()));
    const std::size_t dot = line.find('.');
    return dot != std::string_view::npos && line.size() < 10 && number(line.substr(0, dot)) &&
           number(line.substr(dot + 1));
  }
};

/// The head is a line: address, IP, date, type and, in version 2, status, checksum, location,
/// offset and file name; then the length. Addresses may have blanks in them, and types too.
struct Arc {
  static constexpr std::string_view kFirstLine = "filedesc://";

  static bool starts_record(std::string_view text) { return !parse_line(first_line(text)).empty(); }

  static std::optional<RecordHead> parse_head(std::string_view text) {
    const std::string_view line = first_line(text.substr(0, kLongestHead));
    const std::vector<std::string_view> words = parse_line(line);
    const std::size_t end = text.find('\n');
    if (words.empty() || end == std::string_view::npos) return std::nullopt;
    RecordHead head;
    head.bytes = end + 1;
    head.length = number(words.back());
    head.address = clean_address(words[0]);
    head.date = words[1];
    head.content = parse_content_type(words[2]);
    // dns: and filedesc: are about the crawl.
    const bool web = head.address.starts_with("http:") || head.address.starts_with("https:");
    head.kind = web ? RecordHead::Kind::Response : RecordHead::Kind::Other;
    return head;
  }

  /// A few crawlers kept pages without their HTTP head, under the type in the line.
  static bool must_be_http(const RecordHead&) { return false; }

 private:
  /// Address, date, type, length; nothing if the line is no head. The length may be no number.
  static std::vector<std::string_view> parse_line(std::string_view line) {
    if (line.empty() || !is_letter(line.front())) return {};
    const std::size_t colon =
        line.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-");
    if (colon == std::string_view::npos || line[colon] != ':') return {};
    const std::vector<std::string_view> words = split(line);
    for (std::size_t i = words.size(); i-- > 2;) {
      if (!is_date(words[i]) || !is_ip(words[i - 1]) || i + 2 >= words.size()) continue;
      const auto address =
          static_cast<std::size_t>(words[i - 2].data() + words[i - 2].size() - line.data());
      return {line.substr(0, address), words[i], words[i + 1], words.back()};
    }
    return {};
  }

  static std::vector<std::string_view> split(std::string_view line) {
    std::vector<std::string_view> words;
    while (true) {
      const std::size_t begin = line.find_first_not_of(" \t");
      if (begin == std::string_view::npos) return words;
      const std::size_t end = std::min(line.find_first_of(" \t", begin), line.size());
      words.push_back(line.substr(begin, end - begin));
      line.remove_prefix(end);
    }
  }

  /// 14 digits; 12 to 18 have been seen.
  static bool is_date(std::string_view word) {
    return word.size() >= 12 && word.size() <= 18 && std::ranges::all_of(word, is_digit);
  }

  static bool is_ip(std::string_view word) {
    return word == "-" ||
           (word.size() >= 2 && word.size() <= 45 &&
            word.find_first_of(".:") != std::string_view::npos &&
            word.find_first_not_of("0123456789abcdefABCDEF.:") == std::string_view::npos);
  }
};

bool is_page_type(std::string_view type) {
  return type == "text/html" || type == "application/xhtml+xml" ||
         type == "application/vnd.wap.xhtml+xml";
}

/// One record of the archive as far as it is there.
struct Block {
  std::string_view bytes;
  std::string fault;  // of its length; empty if that was right
};

/// A page that came out of a record.
struct Page {
  std::string_view bytes;
  std::string charset;
};

template <typename Shape>
class WebArchive {
 public:
  WebArchive(std::istream& in, const SourceFile& file, const ReadLimits& limits,
             const RecordSink& sink, const std::function<void(std::uint64_t)>& consumed)
      : in_(in, consumed),
        file_(file),
        limit_(limits.article_bytes),
        longest_block_(limits.article_bytes + kLongestHead),
        sink_(sink) {}

  void read() {
    while (find_record()) read_record();
    if (records_ == 0) {
      give(skip(
          file_, 0, SkipReason::NoText,
          "no record in this file; each must begin like '" + std::string(Shape::kFirstLine) + "'"));
    } else if (!said_something_) {
      give(skip(file_, 0, SkipReason::NoText,
                "no HTML page with status 200 in this web archive (" + std::to_string(records_) +
                    " records)"));
    }
  }

 private:
  /// Moves to the next record. What lies before it, blank lines apart, is reported.
  bool find_record() {
    skip_newlines();
    const std::uint64_t line = in_.line();
    const std::uint64_t offset = in_.offset();
    pass_over_to_next();
    const bool junk = in_.offset() > offset;
    const bool found = !in_.look(1).empty();
    if (junk && (found || records_ > 0))
      give(skip(file_, line, SkipReason::Malformed,
                "no record begins at byte " + std::to_string(offset) + "; " +
                    size_text(in_.offset() - offset) + " passed over " +
                    (found ? "up to the next one" : "up to the end of the file")));
    return found;
  }

  void skip_newlines() {
    while (true) {
      const std::string_view ahead = in_.look(1);
      const std::size_t count = std::min(ahead.find_first_not_of("\r\n"), ahead.size());
      if (count == 0) return;
      in_.advance(count);
    }
  }

  /// Where a record starts behind a newline at position `from` or later, but before `to`.
  static std::optional<std::size_t> next_record(std::string_view ahead, std::size_t from,
                                                std::size_t to) {
    for (std::size_t at = ahead.find('\n', from); at < to && at + 1 < ahead.size();
         at = ahead.find('\n', at + 1)) {
      if (Shape::starts_record(ahead.substr(at + 1, kLookahead))) return at + 1;
    }
    return std::nullopt;
  }

  void read_record() {
    ++records_;
    line_ = in_.line();
    offset_ = in_.offset();
    const std::optional<RecordHead> head = Shape::parse_head(in_.look(kLongestHead));
    if (!head) {
      const std::string_view ahead = in_.look(kLongestHead);
      report("", SkipReason::Malformed,
             ahead.size() < kLongestHead && next_record(ahead, 0, ahead.size()) == std::nullopt
                 ? "the file ends within its head"
                 : "its head does not end with an empty line");
      in_.advance(std::min(ahead.find('\n'), ahead.size() - 1) + 1);
      pass_over_to_next();
    } else if (head->length && *head->length > longest_block_ &&
               !is_page(*head, in_.look(head->bytes + kLongestHead).substr(head->bytes))) {
      pass_over(*head);
    } else {
      read_whole(*head);
    }
  }

  void pass_over_to_next() {
    while (true) {
      const std::string_view ahead = in_.look(kPiece + kLookahead);
      if (ahead.empty() || Shape::starts_record(ahead.substr(0, kLookahead))) return;
      in_.advance(next_record(ahead, 0, kPiece).value_or(std::min(ahead.size(), kPiece)));
    }
  }

  /// A record that fits in memory, or a page that says it does not.
  void read_whole(const RecordHead& head) {
    std::size_t end = 0;  // of the record, from its start
    const std::optional<Block> block = find_block(head, end);
    if (block) {
      read_block(head, *block);
      in_.advance(end);
    } else if (head.length) {
      report(head.address, SkipReason::TooLarge,
             "over the limit of " + size_text(limit_) + " for one article");
      pass_over(head);
    } else {
      report(head.address, SkipReason::Malformed,
             "its length is missing or no number, and no other record begins within " +
                 size_text(longest_block_));
      in_.advance(head.bytes);
      pass_over_to_next();
    }
  }

  /// Nothing if it is over the limit.
  std::optional<Block> find_block(const RecordHead& head, std::size_t& end) {
    if (head.length && *head.length <= longest_block_) {
      end = head.bytes + *head.length;
      const std::string_view ahead = in_.look(end + kLookahead);
      if (ahead.size() >= end && ends_well(ahead.substr(end)))
        return Block{ahead.substr(head.bytes, *head.length), {}};
    }
    return find_block_of_wrong_length(head, end);
  }

  static bool ends_well(std::string_view behind) {
    behind.remove_prefix(std::min(behind.find_first_not_of("\r\n"), behind.size()));
    return behind.empty() || Shape::starts_record(behind.substr(0, kLookahead));
  }

  std::optional<Block> find_block_of_wrong_length(const RecordHead& head, std::size_t& end) {
    const std::string length = head.length
                                   ? "its length is " + std::to_string(*head.length) + ", but "
                                   : "its length is missing or no number; ";
    std::size_t from = head.bytes - 1;  // the newline before the block
    while (from < head.bytes + longest_block_) {
      const std::size_t to = from + kPiece;
      const std::string_view ahead = in_.look(to + kLookahead);
      const std::string_view rest = ahead.substr(head.bytes);
      if (const std::optional<std::size_t> next = next_record(ahead, from, to)) {
        end = *next;
        const std::string_view block = without_last_newlines(rest.substr(0, end - head.bytes));
        return Block{block, length + "the next record begins after " +
                                std::to_string(block.size()) + " bytes"};
      }
      if (ahead.size() <= to && (!head.length || *head.length > rest.size())) {
        end = ahead.size();
        return Block{rest,
                     length + "the file ends after " + std::to_string(rest.size()) + " bytes"};
      }
      if (ahead.size() <= to) break;
      from = to;
    }
    if (!head.length || *head.length > longest_block_) return std::nullopt;
    // No record comes any more, or not soon: then the length is as good as anything.
    end = head.bytes + *head.length;
    return Block{in_.look(end).substr(head.bytes, *head.length), {}};
  }

  static std::string_view without_last_newlines(std::string_view block) {
    for (int i = 0; i < 2 && block.ends_with('\n'); ++i) {
      block.remove_suffix(1);
      if (block.ends_with('\r')) block.remove_suffix(1);
    }
    return block;
  }

  /// A record over the limit. Its length is not believed if a record begins within it: a crawler
  /// that died may have left an archive like that, and half of it would be lost otherwise.
  void pass_over(const RecordHead& head) {
    std::uint64_t left = head.bytes + *head.length;
    for (std::size_t from = head.bytes - 1; left > 0; from = 0) {
      const std::string_view ahead = in_.look(kPiece + head.bytes + kLookahead);
      const std::size_t piece = std::min<std::uint64_t>({ahead.size(), kPiece + head.bytes, left});
      if (const std::optional<std::size_t> next = next_record(ahead, from, piece)) {
        in_.advance(*next);
        if (*next < left) report_cut_off(head, "the next record begins");
        return;
      }
      if (piece == 0) return report_cut_off(head, "the file ends");
      in_.advance(piece);
      left -= piece;
    }
  }

  void report_cut_off(const RecordHead& head, const std::string& what) {
    report(head.address, SkipReason::Malformed,
           "its length is " + std::to_string(*head.length) + ", but " + what + " after " +
               std::to_string(in_.offset() - offset_ - head.bytes) + " bytes");
  }

  static bool is_page(const RecordHead& head, std::string_view block) {
    if (head.kind == RecordHead::Kind::Other) return false;
    if (head.kind == RecordHead::Kind::Response) {
      if (const std::optional<HttpHead> http = parse_http_head(block))
        return is_page(*http, block.substr(http->bytes));
    }
    return is_page_type(head.content.type);
  }

  static bool is_page(const HttpHead& http, std::string_view body) {
    if (http.status != 200) return false;
    const std::string type = parse_content_type(http.fields.find("Content-Type")).type;
    return is_page_type(type) ||
           (type.empty() && detect_format(body.substr(0, kFirstBytes), "") == Format::Html);
  }

  void read_block(const RecordHead& head, const Block& block) {
    std::string fault = block.fault.empty() ? head.fault : block.fault;
    if (!is_page(head, block.bytes)) {
      const bool no_http = head.kind == RecordHead::Kind::Response && Shape::must_be_http(head) &&
                           !parse_http_head(block.bytes);
      if (no_http && fault.empty()) fault = "no HTTP response in it";
      // Half an image is no loss here; what may have cost its neighbours something is reported.
      if (no_http || !block.fault.empty() ||
          (head.kind == RecordHead::Kind::Other && !fault.empty()))
        report(head.address, SkipReason::Malformed, fault);
      return;
    }
    const std::optional<HttpHead> http =
        head.kind == RecordHead::Kind::Response ? parse_http_head(block.bytes) : std::nullopt;
    if (!http) return read_page(head, {block.bytes, head.content.charset}, fault);
    const HttpBody body = decode_http_body(*http, block.bytes.substr(http->bytes), limit_);
    if (body.state == HttpBody::State::TooLarge)
      return report(head.address, SkipReason::TooLarge,
                    body.fault + " of " + size_text(limit_) + " for one article");
    if (fault.empty()) fault = body.fault;
    if (body.state == HttpBody::State::Unreadable)
      return report(head.address, SkipReason::Malformed, fault);
    read_page(head, {body.bytes, parse_content_type(http->fields.find("Content-Type")).charset},
              fault);
  }

  void read_page(const RecordHead& head, const Page& page, const std::string& fault) {
    if (page.bytes.size() > limit_)
      return report(head.address, SkipReason::TooLarge,
                    "over the limit of " + size_text(limit_) + " for one article");
    std::string what;
    const Format format = detect_format(page.bytes.substr(0, kFirstBytes), "page.html", &what);
    if (format == Format::Binary || format == Format::Unsupported || format == Format::Container)
      return report(head.address, SkipReason::Binary,
                    "it is said to be HTML and is " + (what.empty() ? "binary data" : what));
    Record record = read_html(page.bytes, file_of(head.address), {head.address, page.charset});
    if (auto* article = std::get_if<Article>(&record)) {
      article->id = unique_id(head);
      article->source_path = article_of(file_, {}, 0).source_path;
      article->line = line_;
      give(std::move(record));
      if (!fault.empty())
        report(head.address, SkipReason::Malformed, fault + "; the page is kept as far as it goes",
               true);
    } else {
      const Skipped& skipped = std::get<Skipped>(record);
      report(head.address, fault.empty() ? skipped.reason : SkipReason::Malformed,
             fault.empty() ? skipped.detail : fault + "; " + skipped.detail);
    }
  }

  /// The page on its site: a day in its address may say when it was published. One in the path of
  /// the archive would only say when it was crawled, as WARC-Date does.
  static SourceFile file_of(const std::string& address) {
    const std::string path = address.substr(0, address.find_first_of("?#"));
    SourceFile page;
    page.path = path;
    page.id_path = path;
    return page;
  }

  std::string unique_id(const RecordHead& head) {
    constexpr std::size_t kLongestDate = 32;
    std::string id = printable_id_path() + "/" +
                     (head.address.empty() ? std::to_string(records_) : head.address);
    if (seen_.insert(id_hash(id)).second) return id;
    const std::string date = head.date.size() > kLongestDate ? std::string() : head.date;
    if (!date.empty()) {
      id += "#" + date;
      if (seen_.insert(id_hash(id)).second) return id;
    }
    return id + "#" + std::to_string(records_);
  }

  std::string printable_id_path() const { return clean_text(printable_path(file_.id_path)); }

  static std::size_t id_hash(const std::string& id) { return std::hash<std::string>{}(id); }

  void report(const std::string& address, SkipReason reason, const std::string& what,
              bool doubtful = false) {
    constexpr std::size_t kLongestAddress = 200;
    std::string where =
        "record " + std::to_string(records_) + " at byte " + std::to_string(offset_);
    if (!address.empty() && address.size() <= kLongestAddress) where += " (" + address + ")";
    Skipped skipped = skip(file_, line_, reason, where + ": " + what);
    skipped.doubtful = doubtful;
    give(std::move(skipped));
  }

  void give(Record record) {
    said_something_ = true;
    sink_(std::move(record));
  }

  static constexpr std::size_t kFirstBytes = 4096;

  Window in_;
  const SourceFile& file_;
  std::uint64_t limit_;
  std::uint64_t longest_block_;
  const RecordSink& sink_;
  std::uint64_t records_ = 0;  // begun so far, which is the number of the current one
  std::uint64_t line_ = 0;     // where it begins
  std::uint64_t offset_ = 0;
  bool said_something_ = false;
  // Hashes of the ids given: some 40 bytes a page, the one thing here that grows. Two of the same
  // hash give a page a date in its id that did not need one.
  std::set<std::size_t> seen_;
};

}  // namespace

void read_warc(std::istream& in, const SourceFile& file, const ReadLimits& limits,
               const RecordSink& sink, const std::function<void(std::uint64_t)>& consumed) {
  WebArchive<Warc>(in, file, limits, sink, consumed).read();
}

void read_arc(std::istream& in, const SourceFile& file, const ReadLimits& limits,
              const RecordSink& sink, const std::function<void(std::uint64_t)>& consumed) {
  WebArchive<Arc>(in, file, limits, sink, consumed).read();
}

}  // namespace morgue
