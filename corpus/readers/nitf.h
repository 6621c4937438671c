// NITF as a part of other formats: NewsML, NewsML-G2 and ninjs carry articles in it.
#pragma once

#include <string>
#include <string_view>

#include "corpus/article.h"
#include "corpus/readers/xml.h"

namespace morgue {

/// Fills headline, byline, dateline, published, modified, source, section, language, url and body
/// from a <nitf> element. Fields that are already set are kept.
void fill_from_nitf(const XmlElement& nitf, Article& article);

/// Fills headline, body and the rest from content in a string: NITF, HTML or plain text. Fields
/// that are already set are kept.
/// @return  what is wrong with it; empty if nothing is
std::string fill_from_content(std::string_view content, Article& article);

/// Sets the dateline from what is printed in a field for it: "LONDON, March 3 (Reuter)", "PARIS".
void set_dateline(std::string_view field, Article& article);

}  // namespace morgue
