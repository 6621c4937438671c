#include "searcher/unify.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numeric>
#include <unordered_map>

#include "indexer/names/organisation_table.h"
#include "indexer/schema/term.h"
#include "searcher/name_keys.h"

namespace morgue {
namespace {

// Shares and counts of documents below which names are left apart.
constexpr double kClearShare = 0.6;          // of the commonest among several middle names
constexpr double kInitialShare = 0.8;        // of the commonest name with that initial
constexpr double kRareVariant = 0.1;         // of the known name's count
constexpr double kRareLongForm = 0.25;       // "Hillary Rodham Clinton" beside "Hillary Clinton"
constexpr double kSameCompany = 0.3;         // cosine of whom two names are named together with
constexpr std::uint32_t kKnownName = 10;     // documents
constexpr std::uint32_t kSomeSupport = 3;    // documents
constexpr std::size_t kMinAcronym = 3;       // letters: two stand for too many names
constexpr double kSpeltOut = 2;              // documents that spell an acronym out
constexpr double kAgreed = 0.9;              // of them, in one and the same way
constexpr std::size_t kMinSkeleton = 3;      // letters
constexpr std::size_t kMaxVariantEdits = 2;  // letters

// How much an article counts for whom a family name means, by months between the two: 1 / (1 +
// months). Where a day is unknown, they are taken to be a year apart.
constexpr int kUndatedMonths = 12;

std::size_t edits_between(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

/// Months since year 0; -1 if undated.
int month_of(std::int32_t day) { return day == 0 ? -1 : day / 10'000 * 12 + day / 100 % 100 - 1; }

bool is_initial(const std::string& key) { return key.size() == 1; }

}  // namespace

class ColumnUnifier {
 public:
  ColumnUnifier(DraftColumn& column, Facet facet, const std::vector<std::int32_t>& days)
      : column_(column), facet_(facet), days_(days), counts_(column.values(), 0) {
    for (const DraftColumn::Entry& entry : column_.entries) ++counts_[entry.ordinal];
    apart_.assign(column.values(), false);
    settled_.assign(column.values(), false);
  }

  void unify(const Authority& authority, const std::vector<AcronymUse>& acronyms) {
    for (const Authority::Alias& alias : authority.aliases)
      if (alias.facet == facet_) apply(alias);
    if (facet_ == Facet::Person) unify_persons();
    if (facet_ == Facet::Organisation) unify_organisations(acronyms);
    for (std::uint32_t ordinal = 0; ordinal < column_.values(); ++ordinal)
      filed()[ordinal] = root(ordinal);
    if (facet_ == Facet::Person) find_families();
    for (const Authority::Stop& stop : authority.stops)
      if (stop.facet == facet_) apply(stop);
    refile();
  }

 private:
  using Ordinals = std::vector<std::uint32_t>;

  Ordinals& filed() { return column_.filed_under; }

  std::uint32_t root(std::uint32_t ordinal) {
    while (filed()[ordinal] != ordinal) ordinal = filed()[ordinal];
    return ordinal;
  }

  std::uint32_t ordinal_of(const std::string& name) {
    std::string folded = schema::fold_name(name);
    const auto fresh = static_cast<std::uint32_t>(column_.values());
    const auto [at, is_new] = column_.by_folded.emplace(folded, fresh);
    if (!is_new) return at->second;
    column_.labels.push_back(name);
    column_.folded.push_back(std::move(folded));
    filed().push_back(fresh);
    counts_.push_back(0);
    apart_.push_back(false);
    settled_.push_back(false);
    return fresh;
  }

  void apply(const Authority::Alias& alias) {
    const std::uint32_t name = ordinal_of(alias.name);
    const std::uint32_t into = ordinal_of(alias.filed_under);
    column_.labels[into] = alias.filed_under;
    if (name == into) {
      apart_[name] = true;
      filed()[name] = name;
      return;
    }
    if (root(into) == name) return;  // each under the other: the first one holds
    filed()[name] = root(into);
    counts_[root(into)] += counts_[name];
    settled_[root(into)] = true;
  }

  void apply(const Authority::Stop& stop) {
    const auto found = column_.by_folded.find(schema::fold_name(stop.name));
    if (found == column_.by_folded.end()) return;
    const std::uint32_t stopped = found->second;
    for (std::uint32_t& target : filed())
      if (target == stopped) target = DraftColumn::kNowhere;
    filed()[stopped] = DraftColumn::kNowhere;
  }

  /// By the rules, which the users' word overrules.
  void merge(std::uint32_t name, std::uint32_t into) {
    name = root(name);
    into = root(into);
    if (name == into || apart_[name] || apart_[into] || settled_[name]) return;
    filed()[name] = into;
    counts_[into] += counts_[name];
  }

  /// The one to file the others under: the users' choice, else the commonest.
  std::uint32_t foremost(const Ordinals& names) const {
    return *std::max_element(names.begin(), names.end(), [&](std::uint32_t a, std::uint32_t b) {
      if (settled_[a] != settled_[b]) return static_cast<bool>(settled_[b]);
      return counts_[a] != counts_[b] ? counts_[a] < counts_[b]
                                      : column_.folded[a] > column_.folded[b];
    });
  }

  void merge_all(const Ordinals& names) {
    const std::uint32_t into = foremost(names);
    for (const std::uint32_t name : names) merge(name, into);
  }

  /// Names that no other name is the better form of, by a key; an empty key leaves a name out. No
  /// name is in two groups, so that what is done with one does not matter to the others.
  template <typename Key>
  std::unordered_map<std::string, Ordinals> roots_by(Key key) {
    std::unordered_map<std::string, Ordinals> groups;
    for (std::uint32_t ordinal = 0; ordinal < column_.values(); ++ordinal) {
      if (filed()[ordinal] != ordinal || apart_[ordinal]) continue;
      if (std::string its = key(ordinal); !its.empty()) groups[std::move(its)].push_back(ordinal);
    }
    return groups;
  }

  void unify_organisations(const std::vector<AcronymUse>& acronyms) {
    for (const auto& [key, names] :
         roots_by([&](std::uint32_t name) { return organisation_key(column_.folded[name]); })) {
      merge_all(names);
      column_.by_folded.emplace(key, foremost(names));  // where no article leaves "Inc" out
    }
    add_known_names();
    std::map<std::string, std::vector<const AcronymUse*>> by_acronym;
    for (const AcronymUse& use : acronyms) by_acronym[use.acronym].push_back(&use);
    const auto first_words = roots_by_first_word();
    for (const auto& [acronym, uses] : by_acronym) join_acronym(acronym, uses, first_words);
  }

  /// The table's other names of what the archive has, so that they can be asked for. Articles are
  /// read with the same table: a value of such a name is something else, and stays.
  void add_known_names() {
    for (const KnownOrganisation& known : known_organisations()) {
      const auto found = column_.by_folded.find(schema::fold_name(known.name));
      if (found == column_.by_folded.end()) continue;
      const std::uint32_t into = found->second;
      for (const std::string_view other : known.others)
        if (!column_.by_folded.contains(schema::fold_name(other)))
          filed()[ordinal_of(std::string{other})] = root(into);
    }
  }

  using FirstWords = std::unordered_map<std::string, Ordinals>;

  FirstWords roots_by_first_word() {
    FirstWords roots;
    for (std::uint32_t name = 0; name < column_.values(); ++name) {
      const std::string& folded = column_.folded[name];
      const std::size_t blank = folded.find(' ');
      if (blank != std::string::npos && root(name) == name && counts_[name] > 0)
        roots[folded.substr(0, blank)].push_back(name);
    }
    return roots;
  }

  /// "IRGC" alone is the Islamic Revolutionary Guard Corps if the articles that spell it out agree.
  /// Those with a longer name that begins so disagree: "BNP" may be BNP Paribas.
  void join_acronym(const std::string& acronym, const std::vector<const AcronymUse*>& uses,
                    const FirstWords& first_words) {
    const auto found = column_.by_folded.find(schema::fold_name(acronym));
    if (acronym.size() < kMinAcronym || found == column_.by_folded.end() ||
        root(found->second) != found->second || column_.labels[found->second] != acronym)
      return;
    const std::uint32_t name = found->second;
    std::map<std::string, Ordinals> variants;  // "Guard Corps" and "Guards Corps"
    std::map<std::string, double> documents;
    double all = 0;
    for (const AcronymUse* const use : uses) {
      const auto known = column_.by_folded.find(schema::fold_name(use->name));
      if (known == column_.by_folded.end()) continue;
      const std::uint32_t its = root(known->second);
      const std::string key = variant_key(column_.folded[its]);
      variants[key].push_back(its);
      documents[key] += use->documents;
      all += use->documents;
    }
    if (const auto longer = first_words.find(column_.folded[name]); longer != first_words.end())
      for (const std::uint32_t other : longer->second) all += counts_[other];
    for (const auto& [key, names] : variants) {
      if (documents[key] < kSpeltOut || documents[key] < kAgreed * all) continue;
      merge_all(names);
      merge(name, names.front());
    }
  }

  void unify_persons() {
    keys_.resize(column_.values());
    for (std::uint32_t name = 0; name < column_.values(); ++name)
      keys_[name] = person_keys(column_.folded[name]);
    const auto full_name = [&](std::uint32_t name, const auto& key) {
      return keys_[name].size() < 2 ? std::string{} : key(keys_[name]);
    };
    for (const auto& [key, names] : roots_by([&](std::uint32_t name) {
           return full_name(name, [](const auto& keys) {
             std::string all;
             for (const std::string& one : keys) all += one + " ";
             return all;
           });
         }))
      merge_all(names);
    for (const auto& [key, names] : roots_by([&](std::uint32_t name) {
           return full_name(name,
                            [](const auto& keys) { return keys.front() + " " + keys.back(); });
         }))
      merge_middle_names(names);
    for (const auto& [key, names] : roots_by([&](std::uint32_t name) {
           return full_name(name, [](const auto& keys) {
             const std::string bones = skeleton(keys.back());
             if (bones.size() < kMinSkeleton) return std::string{};
             std::string most;
             for (std::size_t i = 0; i + 1 < keys.size(); ++i) most += keys[i] + " ";
             return most + bones;
           });
         }))
      merge_rare_variants(names);
    for (const auto& [key, names] : roots_by([&](std::uint32_t name) {
           return full_name(name, [](const auto& keys) { return keys.back(); });
         }))
      merge_initials(names);
    merge_familiar_names();
  }

  /// "Bob Nardelli" and "Robert Nardelli" may be two. If they are one, articles name them beside
  /// the same other persons.
  void merge_familiar_names() {
    std::vector<Ordinals> groups;
    std::unordered_map<std::uint32_t, Company> companies;
    for (auto& [key, names] : roots_by([&](std::uint32_t name) {
           const auto& keys = keys_[name];
           return keys.size() < 2 ? std::string{}
                                  : formal_given_name(keys.front()) + " " + keys.back();
         })) {
      if (names.size() < 2) continue;
      for (const std::uint32_t name : names) companies.emplace(name, Company{});
      groups.push_back(std::move(names));
    }
    for (std::size_t document = 0; document + 1 < column_.starts.size(); ++document)
      for (const auto* entry = column_.begin(document); entry != column_.end(document); ++entry)
        if (const auto its = companies.find(root(entry->ordinal)); its != companies.end())
          for (const auto* other = column_.begin(document); other != column_.end(document); ++other)
            if (root(other->ordinal) != its->first) ++its->second[root(other->ordinal)];
    for (const Ordinals& names : groups) {
      const std::uint32_t known = foremost(names);
      for (const std::uint32_t name : names)
        if (name != known && likeness(companies[name], companies[known]) >= kSameCompany)
          merge(name, known);
    }
  }

  using Company = std::unordered_map<std::uint32_t, std::uint32_t>;  // articles shared with a name

  /// Cosine.
  static double likeness(const Company& a, const Company& b) {
    const auto square = [](const Company& one) {
      double sum = 0;
      for (const auto& [name, count] : one) sum += static_cast<double>(count) * count;
      return sum;
    };
    double shared = 0;
    for (const auto& [name, count] : a)
      if (const auto other = b.find(name); other != b.end())
        shared += static_cast<double>(count) * other->second;
    return shared == 0 ? 0 : shared / std::sqrt(square(a) * square(b));
  }

  /// "George W. Bush" and "George Walker Bush"; then "George Bush", if it is clear which one.
  void merge_middle_names(const Ordinals& names) {
    Ordinals shortest, longer;
    for (const std::uint32_t name : names)
      (keys_[name].size() == 2 ? shortest : longer).push_back(name);
    for (const std::uint32_t initials : longer)
      for (const std::uint32_t full : longer)
        if (abbreviates(keys_[initials], keys_[full])) merge_all({initials, full});
    std::erase_if(longer, [&](std::uint32_t name) { return root(name) != name; });
    if (shortest.empty() || longer.empty()) return;
    const std::uint32_t commonest = foremost(longer);
    double all = 0;
    for (const std::uint32_t name : longer) all += counts_[name];
    if (counts_[commonest] < kClearShare * all) return;
    const auto& keys = keys_[commonest];
    const bool initials = std::all_of(keys.begin() + 1, keys.end() - 1, is_initial);
    const auto [fewer, more] = std::minmax(counts_[commonest], counts_[shortest.front()]);
    if (initials || fewer <= kRareLongForm * more) merge_all({commonest, shortest.front()});
  }

  /// Is each word of `a` the word of `b`, or its initial, and at least one an initial?
  static bool abbreviates(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    if (a.size() != b.size() || a == b) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
      if (a[i] != b[i] && !(is_initial(a[i]) && b[i].starts_with(a[i]))) return false;
    return true;
  }

  void merge_rare_variants(const Ordinals& names) {
    const std::uint32_t known = foremost(names);
    if (counts_[known] < kKnownName) return;
    for (const std::uint32_t name : names)
      if (counts_[name] <= kRareVariant * counts_[known] &&
          edits_between(keys_[name].back(), keys_[known].back()) <= kMaxVariantEdits)
        merge(name, known);
  }

  /// @param names  of one family name
  void merge_initials(const Ordinals& names) {
    for (const std::uint32_t name : names) {
      const std::string& initial = keys_[name].front();
      if (!is_initial(initial) || keys_[name].size() != 2) continue;
      Ordinals full;
      double all = 0;
      for (const std::uint32_t other : names)
        if (other != name && root(other) == other && keys_[other].front().size() > 1 &&
            keys_[other].front().starts_with(initial)) {
          full.push_back(other);
          all += counts_[other];
        }
      if (full.empty()) continue;
      const std::uint32_t commonest = foremost(full);
      if (counts_[commonest] >= kSomeSupport && counts_[commonest] >= kInitialShare * all)
        merge(name, commonest);
    }
  }

  /// Who may be meant by a family name alone.
  struct Family {
    struct Member {
      std::uint32_t name;
      std::map<int, std::uint32_t> documents;  // by month
    };
    std::vector<Member> members;
    std::map<int, std::uint32_t> meant;  // by month, decided on demand
    std::uint32_t as_given_name = 0;     // documents of names that begin with the word
    std::uint32_t as_family_name = 0;
  };

  void find_families() {
    std::unordered_map<std::string, std::size_t> by_key;
    family_of_.assign(column_.values(), kNone);
    for (std::uint32_t name = 0; name < column_.values(); ++name) {
      if (filed()[name] != name || counts_[name] == 0 || apart_[name]) continue;
      if (column_.folded[name].find(' ') != std::string::npos) continue;
      const auto [at, is_new] = by_key.emplace(family_key(column_.folded[name]), families_.size());
      if (is_new) families_.emplace_back();
      family_of_[name] = at->second;
    }
    std::unordered_map<std::uint32_t, std::pair<std::size_t, std::size_t>> membership;
    for (std::uint32_t name = 0; name < column_.values(); ++name) {
      if (filed()[name] != name || keys_[name].size() < 2) continue;
      if (const auto given = by_key.find(keys_[name].front()); given != by_key.end())
        families_[given->second].as_given_name += counts_[name];
      const auto family = by_key.find(keys_[name].back());
      if (family == by_key.end()) continue;
      Family& its = families_[family->second];
      its.as_family_name += counts_[name];
      membership.emplace(name, std::pair{family->second, its.members.size()});
      its.members.push_back({name, {}});
    }
    for (std::size_t document = 0; document + 1 < column_.starts.size(); ++document)
      for (const auto* entry = column_.begin(document); entry != column_.end(document); ++entry)
        if (const auto member = membership.find(filed()[entry->ordinal]);
            member != membership.end())
          ++families_[member->second.first]
                .members[member->second.second]
                .documents[month_of(days_[document])];
  }

  /// Whom a family name means in one document; itself if that is not clear.
  std::uint32_t meant_by(std::uint32_t name, std::size_t document) {
    if (name >= family_of_.size() || family_of_[name] == kNone) return name;
    Family& family = families_[family_of_[name]];
    if (family.members.empty() || family.as_given_name > family.as_family_name) return name;
    for (const auto* entry = column_.begin(document); entry != column_.end(document); ++entry)
      for (const Family::Member& member : family.members)
        if (filed()[entry->ordinal] == member.name) return member.name;
    const int month = month_of(days_[document]);
    const auto [at, is_new] = family.meant.emplace(month, name);
    if (is_new) at->second = commonest_in(family, month, name);
    return at->second;
  }

  std::uint32_t commonest_in(const Family& family, int month, std::uint32_t otherwise) const {
    double all = 0;
    double most = 0;
    const Family::Member* commonest = nullptr;
    for (const Family::Member& member : family.members) {
      double weight = 0;
      for (const auto& [other, documents] : member.documents) {
        const int apart = month < 0 || other < 0 ? kUndatedMonths : std::abs(month - other);
        weight += static_cast<double>(documents) / (1 + apart);
      }
      all += weight;
      if (weight > most) {
        most = weight;
        commonest = &member;
      }
    }
    if (commonest == nullptr || counts_[commonest->name] < kSomeSupport || most < kClearShare * all)
      return otherwise;
    return commonest->name;
  }

  void refile() {
    std::vector<DraftColumn::Entry> entries;
    entries.reserve(column_.entries.size());
    std::vector<std::uint32_t> starts;
    starts.reserve(column_.starts.size());
    for (std::size_t document = 0; document + 1 < column_.starts.size(); ++document) {
      const std::size_t first = entries.size();
      starts.push_back(static_cast<std::uint32_t>(first));
      for (const auto* entry = column_.begin(document); entry != column_.end(document); ++entry) {
        std::uint32_t target = filed()[entry->ordinal];
        if (target == DraftColumn::kNowhere) continue;
        target = meant_by(target, document);
        target = filed()[target];  // who is meant may be stopped
        if (target == DraftColumn::kNowhere) continue;
        const auto known =
            std::find_if(entries.begin() + static_cast<std::ptrdiff_t>(first), entries.end(),
                         [&](const DraftColumn::Entry& other) { return other.ordinal == target; });
        if (known == entries.end())
          entries.push_back({target & 0x7FFFFFFFU, entry->focus});
        else if (entry->focus != 0)
          known->focus = 1;
      }
    }
    starts.push_back(static_cast<std::uint32_t>(entries.size()));
    column_.entries = std::move(entries);
    column_.starts = std::move(starts);
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  DraftColumn& column_;
  Facet facet_;
  const std::vector<std::int32_t>& days_;
  std::vector<std::uint32_t> counts_;  // documents, by name
  std::vector<bool> apart_;            // the users want it for itself
  std::vector<bool> settled_;          // the users file others under it
  std::vector<std::vector<std::string>> keys_;
  std::vector<Family> families_;
  std::vector<std::size_t> family_of_;  // index into families_, of family names alone
};

void unify_names(DraftColumn& column, Facet facet, const Authority& authority,
                 const std::vector<std::int32_t>& days, const std::vector<AcronymUse>& acronyms) {
  ColumnUnifier{column, facet, days}.unify(authority, acronyms);
}

}  // namespace morgue
