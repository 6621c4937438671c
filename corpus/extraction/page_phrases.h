// What pages say in their own voice between and below the sentences of an article: invitations to
// subscribe and to follow, consent, the headings of lists of other stories. These are phrases that
// many sites share; none is the name of a site.
#pragma once

#include <string_view>

namespace morgue::extraction {

/// "This website uses cookies to improve your experience.", "Advertisement", "Image 2 of 5": never
/// part of an article, wherever it stands.
bool is_page_voice(std::string_view block);

/// "Follow us on …", "Anna Verbeek may be reached at …", "Join our forum": out at the end of an
/// article, but within one somebody may be quoted saying so.
bool is_closing_invitation(std::string_view block);

/// "More great stories", "Elsewhere on …", "You may also like": what follows is not the article.
bool opens_other_stories(std::string_view line);

}  // namespace morgue::extraction
