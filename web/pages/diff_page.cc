#include <utility>

#include "web/format.h"
#include "web/pages/links.h"
#include "web/pages/pages.h"
#include "web/pages/view.h"
#include "web/pages/word_diff.h"

namespace morgue::web {
namespace {

View version_view(const Article& article) {
  return {
      {"url", article_url(article.id)},
      {"headline", article.headline.empty() ? std::string{"Without a headline"} : article.headline},
      {"source", article.source.empty() ? std::string{"Unknown source"} : article.source},
      {"date", article.published ? published_in_words(*article.published) : std::string{}},
      {"datetime", article.published ? to_iso(*article.published) : std::string{}},
      {"undated", !article.published}};
}

std::size_t words_in(const std::vector<DiffRun>& runs, DiffRun::Kind kind) {
  std::size_t count = 0;
  for (const DiffRun& run : runs)
    if (run.kind == kind) count += run.words.size();
  return count;
}

/// Where the days are known, the earlier version is compared with the later one.
bool comes_before(const Article& a, const Article& b) {
  return a.published && b.published && a.published->day < b.published->day;
}

}  // namespace

std::optional<std::string> diff_page(Searcher& searcher, std::string_view id,
                                     std::string_view other_id) {
  const std::optional<ArticleView> read = searcher.article(id);
  const std::optional<ArticleView> other = searcher.article(other_id);
  if (!read || !other) return std::nullopt;
  const Article* before = &other->article;
  const Article* after = &read->article;
  if (comes_before(*after, *before)) std::swap(before, after);
  const std::string old_text = text_of(*before);
  const std::string new_text = text_of(*after);
  const std::vector<DiffRun> runs = diff_words(old_text, new_text);

  View view = page_view("Two versions compared");
  view["skip_to"] = "differences";
  view["noindex"] = true;
  view["back_url"] = article_url(read->article.id);
  view["before"] = version_view(*before);
  view["after"] = version_view(*after);
  const std::size_t removed = words_in(runs, DiffRun::Kind::Removed);
  const std::size_t added = words_in(runs, DiffRun::Kind::Added);
  view["same"] = removed == 0 && added == 0;
  view["removed"] = counted(removed, "word", "words");
  view["added"] = counted(added, "word", "words");
  view["paragraphs"] = View::array();
  for (std::string& paragraph : diff_paragraphs_html(runs))
    view["paragraphs"].push_back({{"html", std::move(paragraph)}});
  return render("diff", view);
}

}  // namespace morgue::web
