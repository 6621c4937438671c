// Which reader is for these bytes? Signatures first, because names lie; the name decides only
// between text formats.
#include <algorithm>
#include <array>
#include <optional>

#include "corpus/readers/mail.h"
#include "corpus/readers/reader.h"
#include "corpus/readers/wire_copy.h"
#include "corpus/text/text.h"

namespace morgue {
namespace {

struct Signature {
  std::size_t offset;
  std::string_view bytes;
  Format format;
  std::string_view what;
};

// Sources: the signatures in the specifications of these formats, as file(1) knows them.
constexpr std::array kSignatures = std::to_array<Signature>({
    {0, "%PDF-", Format::Unsupported, "a PDF document"},
    {0, "\x28\xB5\x2F\xFD", Format::Container, ""},
    {0, "\x1F\x8B", Format::Container, ""},
    {0, "BZh", Format::Container, ""},
    {0,
     "\xFD"
     "7zXZ",
     Format::Container, ""},
    {0, "7z\xBC\xAF\x27\x1C", Format::Unsupported, "a 7-Zip archive"},
    {0, "Rar!\x1A\x07", Format::Unsupported, "a RAR archive"},
    {257, "ustar", Format::Container, ""},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Format::Unsupported,
     "an old Microsoft Office document"},
    {0, "{\\rtf", Format::Unsupported, "an RTF document"},
    {0, "%!PS", Format::Unsupported, "a PostScript document"},
    {0, "WARC/", Format::Warc, ""},
    {0, "filedesc://", Format::Arc, ""},
    {0, "\x89PNG", Format::Binary, "a PNG image"},
    {0, "\xFF\xD8\xFF", Format::Binary, "a JPEG image"},
    {0, "GIF87a", Format::Binary, "a GIF image"},
    {0, "GIF89a", Format::Binary, "a GIF image"},
    {0, std::string_view("II*\0", 4), Format::Binary, "a TIFF image"},
    {0, std::string_view("MM\0*", 4), Format::Binary, "a TIFF image"},
    {0, "ID3\x03", Format::Binary, "a sound recording"},
    {0, "ID3\x04", Format::Binary, "a sound recording"},
    {0, "OggS", Format::Binary, "a sound or video recording"},
    {0, "fLaC", Format::Binary, "a sound recording"},
    {4, "ftypisom", Format::Binary, "a video"},
    {4, "ftypmp4", Format::Binary, "a video"},
    {0, "\x1A\x45\xDF\xA3", Format::Binary, "a video"},
    {0,
     "\x7F"
     "ELF",
     Format::Binary, "a program"},
    {0, "SQLite format 3", Format::Binary, "an SQLite database"},
});

struct Element {
  std::string_view tag;
  Format format;
};
// Roots of the XML that news comes in; a document type says the same.
constexpr std::array kXmlFormats = std::to_array<Element>({{"rss", Format::Feed},
                                                           {"rdf:rdf", Format::Feed},
                                                           {"feed", Format::Feed},
                                                           {"atom:feed", Format::Feed},
                                                           {"nitf", Format::Nitf},
                                                           {"newsml", Format::NewsMl},
                                                           {"newsitem", Format::NewsMlG2},
                                                           {"newsmessage", Format::NewsMlG2},
                                                           {"packageitem", Format::NewsMlG2},
                                                           {"conceptitem", Format::NewsMlG2},
                                                           {"knowledgeitem", Format::NewsMlG2},
                                                           {"planningitem", Format::NewsMlG2},
                                                           {"catalogitem", Format::NewsMlG2}});

void say(std::string* why, std::string_view what) {
  if (why != nullptr) *why = what;
}

/// Zip files that are one document, in formats that are not read.
std::string_view document_in_zip(std::string_view bytes) {
  const auto holds = [bytes](std::string_view part) {
    return bytes.find(part) != std::string_view::npos;
  };
  if (holds("mimetypeapplication/epub")) return "an EPUB book";
  if (holds("mimetypeapplication/vnd.oasis")) return "an OpenDocument file";
  if (holds("word/")) return "a Word document";
  if (holds("[Content_Types].xml")) return "a Microsoft Office document";
  return {};
}

std::string_view riff_kind(std::string_view bytes) {
  const std::string_view kind = bytes.size() >= 12 ? bytes.substr(8, 4) : std::string_view();
  if (kind == "WEBP") return "a WebP image";
  if (kind == "WAVE") return "a sound recording";
  return kind == "AVI " ? "a video" : std::string_view();
}

std::optional<Format> xml_format(std::string_view markup) {
  constexpr std::string_view kDocumentType = "<!doctype ";
  if (markup.starts_with(kDocumentType))
    markup.remove_prefix(kDocumentType.size());
  else if (markup.starts_with('<'))
    markup.remove_prefix(1);
  else
    return std::nullopt;
  const std::string_view name = markup.substr(0, markup.find_first_of(" \t\r\n>/["));
  for (const Element& element : kXmlFormats)
    if (element.tag == name) return element.format;
  return std::nullopt;
}

bool has_utf16_mark(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

/// More than a stray control character: no text in an 8-bit charset.
bool is_binary(std::string_view bytes) {
  std::size_t zeros = 0;
  std::size_t controls = 0;
  for (const char c : bytes) {
    if (c == '\0')
      ++zeros;
    else if (static_cast<unsigned char>(c) < 0x20 &&
             std::string_view("\t\n\r\f\b\x1B").find(c) == std::string_view::npos)
      ++controls;
  }
  return zeros * 200 > bytes.size() || controls * 20 > bytes.size();
}

/// UTF-16 without a mark has a zero in every other byte, and only there.
bool looks_like_utf16(std::string_view bytes) {
  std::array<std::size_t, 2> zeros = {0, 0};
  for (std::size_t i = 0; i < bytes.size(); ++i) zeros.at(i % 2) += bytes[i] == '\0' ? 1u : 0u;
  const auto [few, many] = std::minmax(zeros[0], zeros[1]);
  return bytes.size() >= 8 && many * 5 > bytes.size() * 2 && few * 50 < bytes.size();
}

/// Past white space, comments, processing instructions and a byte order mark: where the first
/// element begins.
std::string_view first_markup(std::string_view lower) {
  while (true) {
    lower = trim(lower);
    if (lower.starts_with("\xEF\xBB\xBF")) {
      lower.remove_prefix(3);
    } else if (lower.starts_with("<!--")) {
      const std::size_t end = lower.find("-->");
      lower = end == std::string_view::npos ? std::string_view() : lower.substr(end + 3);
    } else if (lower.starts_with("<?")) {
      const std::size_t end = lower.find("?>");
      lower = end == std::string_view::npos ? std::string_view() : lower.substr(end + 2);
    } else {
      return lower;
    }
  }
}

bool is_sgml(std::string_view markup) {
  return markup.starts_with("<!doctype lewis") || markup.starts_with("<reuters") ||
         (markup.starts_with("<doc>") && markup.find("<docno>") != std::string_view::npos);
}

bool is_html(std::string_view markup) {
  for (const std::string_view start :
       {"<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<article"}) {
    if (markup.starts_with(start)) return true;
  }
  return markup.starts_with('<') && (markup.find("<html") != std::string_view::npos ||
                                     markup.find("<body") != std::string_view::npos);
}

/// `{ "…` or `[ {`, which no article begins with.
bool is_json(std::string_view text) {
  if (!text.starts_with('{') && !text.starts_with('[')) return false;
  const char open = text.front();
  const std::string_view inside = trim(text.substr(1));
  if (open == '{') return inside.starts_with('"') || inside.starts_with('}');
  return inside.starts_with('{') || inside.starts_with(']');
}

Format text_format(std::string_view markup, std::string_view lower_name, std::string* why) {
  const auto named = [lower_name](std::initializer_list<std::string_view> endings) {
    return std::ranges::any_of(
        endings, [lower_name](std::string_view ending) { return lower_name.ends_with(ending); });
  };
  if (is_sgml(markup)) return Format::Sgml;
  if (is_json(markup)) return Format::JsonLines;
  if (const std::optional<Format> xml = xml_format(markup)) return *xml;
  if (is_html(markup)) return Format::Html;
  if (named({".jsonl", ".ndjson", ".json"})) return Format::JsonLines;
  if (named({".sgm", ".sgml"})) return Format::Sgml;
  if (markup.starts_with('<') && named({".html", ".htm", ".xhtml"})) return Format::Html;
  if (markup.starts_with('<') && named({".xml"})) {
    say(why, "an XML document");
    return Format::Unsupported;
  }
  return Format::Text;
}

}  // namespace

Format detect_format(std::string_view first_bytes, std::string_view name, std::string* why) {
  if (first_bytes.empty()) return Format::Empty;
  if (first_bytes.starts_with("PK\x03\x04")) {
    const std::string_view document = document_in_zip(first_bytes);
    say(why, document);
    return document.empty() ? Format::Container : Format::Unsupported;
  }
  for (const Signature& signature : kSignatures) {
    if (first_bytes.size() < signature.offset ||
        !first_bytes.substr(signature.offset).starts_with(signature.bytes))
      continue;
    say(why, signature.what);
    return signature.format;
  }
  if (first_bytes.starts_with("RIFF") && !riff_kind(first_bytes).empty()) {
    say(why, riff_kind(first_bytes));
    return Format::Binary;
  }
  if (looks_like_wire(first_bytes)) return Format::Wire;
  std::string lower;
  if (has_utf16_mark(first_bytes) || looks_like_utf16(first_bytes)) {
    lower = fold(to_utf8(first_bytes.substr(0, first_bytes.size() & ~std::size_t{1})));
  } else {
    lower = std::string(first_bytes);
    std::ranges::transform(lower, lower.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
  }
  const std::string_view markup = first_markup(lower);
  if (!is_sgml(markup) && is_binary(lower)) {
    say(why, "no text");
    return Format::Binary;
  }
  if (looks_like_mbox(first_bytes)) return Format::Mbox;
  if (looks_like_mail(first_bytes)) return Format::Mail;
  return text_format(markup, fold(name), why);
}

}  // namespace morgue
