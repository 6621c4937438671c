// A reader turns the bytes of one file into articles. One per format; detect_format() chooses.
//
// Two shapes, because memory must not grow with file size:
//   whole-file readers   (text, HTML):        the file is one article
//   stream readers       (JSON lines, SGML):  the file is many articles, read in pieces
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/extraction/block_verdict.h"
#include "corpus/record.h"
#include "corpus/source.h"

namespace morgue {

enum class Format {
  Text,
  Html,
  JsonLines,  // JSON of any layout, ninjs included
  Sgml,
  Feed,  // RSS 0.9x, 1.0, 2.0, Atom
  Nitf,
  NewsMl,  // 1.x
  NewsMlG2,
  Warc,
  Arc,
  Mail,  // one message, MHTML included
  Mbox,
  Wire,       // ANPA-1312, IPTC 7901
  Container,  // zip, tar; or one stream compressed by gzip, xz, zstd or bzip2
  Empty,
  Binary,
  Unsupported
};

using RecordSink = std::function<void(Record)>;

/// Chooses by the first bytes (some 4 KiB are enough), then by the file's name.
/// @param why  for Unsupported: what it seems to be ("a zip archive"), for the report
Format detect_format(std::string_view first_bytes, std::string_view name,
                     std::string* why = nullptr);

/// Plain text with the conventions of news: headline, repeated headline, byline, date line,
/// dateline, sign-off, navigation tail.
Record read_text(std::string_view bytes, const SourceFile& file);

/// What is known of a web page from outside of it.
struct PageHints {
  std::string url;      // it was fetched from; used if the page names none itself
  std::string charset;  // of an HTTP or MIME header
};

/// A web page: metadata (JSON-LD, OpenGraph, meta, <time>) and the article's text.
Record read_html(std::string_view bytes, const SourceFile& file, const PageHints& hints = {});

using extraction::BlockVerdict;
/// Why each block of a web page is or is not in the article's text, in the order of the page. Empty
/// if it cannot be read.
std::vector<BlockVerdict> explain_html(std::string_view bytes, const PageHints& hints = {});

/// RSS and Atom: an article for each entry, with the full content where the feed has it, else its
/// summary. Ids are id_path + "/" + the entry's guid or id, else its link, else its number.
void read_feed(std::string_view bytes, const SourceFile& file, const RecordSink& sink);

/// NITF 3.x, one article. Id: id_path.
void read_nitf(std::string_view bytes, const SourceFile& file, const RecordSink& sink);

/// NewsML 1.x and NewsML-G2: an article for each news item that has text. Items without (photos,
/// events, catalogues) are reported as NoText with what they are. Ids are id_path, with "/" + the
/// item's guid where there are several.
void read_newsml(std::string_view bytes, const SourceFile& file, const RecordSink& sink);
void read_newsml_g2(std::string_view bytes, const SourceFile& file, const RecordSink& sink);

/// Web archives, not compressed (that is undone before): an article for each response that is an
/// HTML page with status 200. Others are passed over without a word, broken records are reported.
/// Ids are id_path + "/" + the page's address.
void read_warc(std::istream& in, const SourceFile& file, const ReadLimits& limits,
               const RecordSink& sink, const std::function<void(std::uint64_t)>& consumed);
void read_arc(std::istream& in, const SourceFile& file, const ReadLimits& limits,
              const RecordSink& sink, const std::function<void(std::uint64_t)>& consumed);

/// One e-mail message, or a page saved as MHTML. A newsletter is one article. Id: id_path.
void read_mail(std::string_view bytes, const SourceFile& file, const RecordSink& sink);

/// Many messages, one after the other. Ids are id_path + "/" + Message-ID, else the message's
/// number.
void read_mbox(std::istream& in, const SourceFile& file, const ReadLimits& limits,
               const RecordSink& sink, const std::function<void(std::uint64_t)>& consumed);

/// Wire copy with its control characters: ANPA-1312 and IPTC 7901. An article for each message. Ids
/// are id_path, with "/" + its number where there are several.
void read_wire(std::string_view bytes, const SourceFile& file, const RecordSink& sink);

/// One JSON object a line: id, url, title|headline, date|published, source, author|byline, section,
/// language, body|text. Ids are kept. A file that is a single (pretty-printed) object or an array
/// of them is read too.
/// @param consumed  called with the number of bytes as they are used up
void read_json_lines(std::istream& in, const SourceFile& file, const ReadLimits& limits,
                     const RecordSink& sink, const std::function<void(std::uint64_t)>& consumed);

/// Reuters-21578 (<REUTERS NEWID=…>) and TREC (<DOC><DOCNO>…) SGML. Ids are id_path + "/" + NEWID
/// or DOCNO.
void read_sgml(std::istream& in, const SourceFile& file, const ReadLimits& limits,
               const RecordSink& sink, const std::function<void(std::uint64_t)>& consumed);

}  // namespace morgue
