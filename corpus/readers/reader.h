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

#include "corpus/record.h"
#include "corpus/source.h"

namespace morgue {

enum class Format { Text, Html, JsonLines, Sgml, Empty, Binary, Unsupported };

/// Chooses by the first bytes (some 4 KiB are enough), then by the file's name.
/// @param why  for Unsupported: what it seems to be ("a zip archive"), for the report
Format detect_format(std::string_view first_bytes, std::string_view name,
                     std::string* why = nullptr);

using RecordSink = std::function<void(Record)>;

/// Plain text with the conventions of news: headline, repeated headline, byline, date line,
/// dateline, sign-off, navigation tail.
Record read_text(std::string_view bytes, const SourceFile& file);

/// A web page: metadata (JSON-LD, OpenGraph, meta, <time>) and the article's text.
Record read_html(std::string_view bytes, const SourceFile& file);

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
