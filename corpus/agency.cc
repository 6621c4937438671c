// Names of agencies. Only those that are credited in other papers; a paper's own name is for the
// page or the file to say.
#include "corpus/agency.h"

#include <algorithm>
#include <array>

#include "corpus/text/text.h"

namespace morgue {

std::string_view agency_called(std::string_view name) {
  struct Agency {
    std::string_view called;  // folded
    std::string_view name;
  };
  constexpr std::array kAgencies = std::to_array<Agency>({
      {"reuter", "Reuters"},
      {"reuters", "Reuters"},
      {"thomson reuters", "Reuters"},
      {"ap", "AP"},
      {"associated press", "AP"},
      {"afp", "AFP"},
      {"agence france-presse", "AFP"},
      {"agence france presse", "AFP"},
      {"upi", "UPI"},
      {"united press international", "UPI"},
      {"dpa", "dpa"},
      {"deutsche presse-agentur", "dpa"},
      {"apa", "APA"},
      {"efe", "EFE"},
      {"ansa", "ANSA"},
      {"lusa", "Lusa"},
      {"belga", "Belga"},
      {"press association", "PA"},
      {"canadian press", "CP"},
      {"aap", "AAP"},
      {"australian associated press", "AAP"},
      {"bloomberg", "Bloomberg"},
      {"bloomberg news", "Bloomberg"},
      {"tass", "TASS"},
      {"itar-tass", "TASS"},
      {"interfax", "Interfax"},
      {"ria novosti", "RIA Novosti"},
      {"xinhua", "Xinhua"},
      {"xinhua news agency", "Xinhua"},
      {"kyodo", "Kyodo"},
      {"kyodo news", "Kyodo"},
      {"yonhap", "Yonhap"},
      {"yonhap news agency", "Yonhap"},
      {"pti", "PTI"},
      {"press trust of india", "PTI"},
      {"ians", "IANS"},
      {"bernama", "Bernama"},
      {"antara", "Antara"},
      {"anadolu", "Anadolu"},
      {"anadolu agency", "Anadolu"},
      {"irna", "IRNA"},
      {"isna", "ISNA"},
      {"tasnim", "Tasnim"},
      {"tasnim news agency", "Tasnim"},
      {"mehr news agency", "Mehr"},
      {"fars news agency", "Fars"},
  });
  std::string_view bare = trim(name);
  constexpr std::string_view kMarks = ".,-#*<>()";
  while (!bare.empty() && kMarks.find(bare.front()) != std::string_view::npos)
    bare.remove_prefix(1);
  while (!bare.empty() && kMarks.find(bare.back()) != std::string_view::npos) bare.remove_suffix(1);
  const std::string folded = fold(trim(bare));
  std::string_view called = folded;
  for (const std::string_view role : {" writer", " staff", " correspondent"}) {
    if (called.ends_with(role)) called.remove_suffix(role.size());
  }
  if (called.starts_with("the ")) called.remove_prefix(4);
  const auto* found = std::ranges::find(kAgencies, called, &Agency::called);
  return found == kAgencies.end() ? std::string_view() : found->name;
}

std::string_view agency_in_byline(std::string_view line) {
  line = trim(line);
  if (fold(line.substr(0, 3)) == "by ") line = trim(line.substr(3));
  if (const std::size_t last = line.find_last_of(",(|/"); last != std::string_view::npos)
    return agency_called(line.substr(last + 1));
  const std::size_t of = line.rfind(" of ");
  return agency_called(of == std::string_view::npos ? line : line.substr(of + 4));
}

}  // namespace morgue
