// Months in the form that dates have them in (genitive where the language has one) and in the
// dictionary's, with the usual abbreviations. fold() takes the breve off "май".
// Checked against the calendars of Unicode CLDR 42 (in ICU 72): whatever these languages write for
// a day with the name of its month is read as that day.
#include "corpus/date_words.h"

namespace morgue {
namespace {

constexpr std::array kLanguages = std::to_array<DateLanguage>({
    // German
    {{"januar janner jan", "februar feber feb", "marz maerz mar mrz", "april apr", "mai",
      "juni jun", "juli jul", "august aug", "september sept sep", "oktober okt", "november nov",
      "dezember dez"},
     "montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sa sonnabend sonntag so",
     "am den der vom",
     "um gegen",
     "uhr h",
     "veroffentlicht erschienen publiziert aktualisiert erstellt stand datum zuletzt"},
    // French
    {{"janvier janv jan", "fevrier fevr fev", "mars", "avril avr", "mai", "juin", "juillet juil",
      "aout", "septembre sept sep", "octobre oct", "novembre nov", "decembre dec"},
     "lundi lun mardi mar mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim",
     "le du",
     "a vers",
     "h heures min",
     "publie publiee paru mis mise a jour modifie actualise ecrit redige poste date le"},
    // Spanish
    {{"enero ene", "febrero feb", "marzo mar", "abril abr", "mayo may", "junio jun", "julio jul",
      "agosto ago", "septiembre setiembre sept sep set", "octubre oct", "noviembre nov",
      "diciembre dic"},
     "lunes lun martes mar miercoles mie jueves jue viernes vie sabado sab domingo dom",
     "el de del dia",
     "a las la",
     "h hs hrs horas",
     "publicado publicada actualizado actualizada creado fecha el ultima actualizacion"},
    // Portuguese
    {{"janeiro jan", "fevereiro fev", "marco mar", "abril abr", "maio mai", "junho jun",
      "julho jul", "agosto ago", "setembro set", "outubro out", "novembro nov", "dezembro dez"},
     "segunda seg terca ter quarta qua quinta qui sexta sex sabado sab domingo dom",
     "de do da em feira",
     "as a",
     "h hs horas min",
     "publicado publicada atualizado atualizada criado postado data em ultima atualizacao"},
    // Italian
    {{"gennaio gen", "febbraio feb", "marzo mar", "aprile apr", "maggio mag", "giugno giu",
      "luglio lug", "agosto ago", "settembre sett set", "ottobre ott", "novembre nov",
      "dicembre dic"},
     "lunedi lun martedi mar mercoledi mer giovedi gio venerdi ven sabato sab domenica dom",
     "il di del",
     "alle ore",
     "h ore",
     "pubblicato pubblicata aggiornato aggiornata creato data il ultimo aggiornamento"},
    // Dutch
    {{"januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul",
      "augustus aug", "september sept sep", "oktober okt", "november nov", "december dec"},
     "maandag ma dinsdag di woensdag wo donderdag do vrijdag vr zaterdag za zondag zo",
     "op van",
     "om",
     "uur u",
     "gepubliceerd geplaatst bijgewerkt gewijzigd laatst datum"},
    // Polish
    {{"stycznia styczen sty", "lutego luty lut", "marca marzec mar", "kwietnia kwiecien kwi",
      "maja maj", "czerwca czerwiec cze", "lipca lipiec lip", "sierpnia sierpien sie",
      "wrzesnia wrzesien wrz", "pazdziernika pazdziernik paz", "listopada listopad lis",
      "grudnia grudzien gru"},
     "poniedzialek pon pn wtorek wt sroda sr czwartek czw piatek pt sobota sob niedziela nie niedz",
     "dnia r roku w",
     "o godz godzina",
     "",
     "opublikowano opublikowany aktualizacja dodano data",
     false},
    // Russian
    {{"января январь янв", "февраля февраль фев февр", "марта март мар", "апреля апрель апр",
      "мая маи", "июня июнь июн", "июля июль июл", "августа август авг",
      "сентября сентябрь сен сент", "октября октябрь окт", "ноября ноябрь ноя нояб",
      "декабря декабрь дек"},
     "понедельник пн вторник вт среда ср четверг чт пятница пт суббота сб воскресенье вс",
     "г года",
     "в",
     "",
     "опубликовано обновлено дата"},
    // Ukrainian; an apostrophe divides "п'ятниця"
    {{"січня січень січ", "лютого лютий лют", "березня березень бер", "квітня квітень кві квіт",
      "травня травень тра трав", "червня червень чер черв", "липня липень лип",
      "серпня серпень сер серп", "вересня вересень вер", "жовтня жовтень жов жовт",
      "листопада листопад лис лист", "грудня грудень гру груд"},
     "понеділок пн вівторок вт середа ср четвер чт ятниця пт субота сб неділя нд",
     "р року п",
     "о об",
     "",
     "опубліковано оновлено дата"},
    // Bulgarian
    {{"януари", "февруари", "март", "април", "маи", "юни", "юли", "август", "септември", "октомври",
      "ноември", "декември"},
     "понеделник вторник сряда четвъртък петък събота неделя",
     "г",
     "в",
     "часа ч",
     "публикувано публикувана"},
    // Czech
    {{"ledna leden", "unora unor", "brezna brezen", "dubna duben", "kvetna kveten", "cervna cerven",
      "cervence cervenec", "srpna srpen", "zari", "rijna rijen", "listopadu listopad",
      "prosince prosinec"},
     "pondeli utery streda ctvrtek patek sobota nedele",
     "dne",
     "v ve",
     "h hod",
     "publikovano vydano aktualizovano zverejneno"},
    // Slovak
    {{"januara", "februara", "marca", "aprila", "maja", "juna", "jula", "augusta", "septembra",
      "oktobra", "novembra", "decembra"},
     "pondelok utorok streda stvrtok piatok sobota nedela",
     "dna",
     "o",
     "h hod",
     "publikovane aktualizovane zverejnene"},
    // Croatian
    {{"sijecnja sij", "veljace velj", "ozujka ozu", "travnja tra", "svibnja svi", "lipnja lip",
      "srpnja srp", "kolovoza kol", "rujna ruj", "listopada lis", "studenoga studenog stu",
      "prosinca pro"},
     "ponedjeljak utorak srijeda cetvrtak petak subota nedjelja",
     "dana",
     "u",
     "h sati",
     "objavljeno"},
    // Swedish
    {{"januari jan", "februari feb", "mars mar", "april apr", "maj", "juni jun", "juli jul",
      "augusti aug", "september sept sep", "oktober okt", "november nov", "december dec"},
     "mandag man tisdag tis onsdag ons torsdag tors fredag fre lordag lor sondag son",
     "den",
     "kl klockan",
     "",
     "publicerad publicerat uppdaterad uppdaterat"},
    // Danish and Norwegian
    {{"januar jan", "februar feb", "marts mars mar", "april apr", "maj mai", "juni jun", "juli jul",
      "august aug", "september sept sep", "oktober okt", "november nov",
      "december desember dec des"},
     "mandag man tirsdag tir tirs onsdag ons torsdag tor tors fredag fre lordag lor sondag son",
     "den d",
     "kl klokken",
     "",
     "publiceret publisert opdateret oppdatert udgivet"},
    // Finnish
    {{"tammikuuta tammikuu", "helmikuuta helmikuu", "maaliskuuta maaliskuu", "huhtikuuta huhtikuu",
      "toukokuuta toukokuu", "kesakuuta kesakuu", "heinakuuta heinakuu", "elokuuta elokuu",
      "syyskuuta syyskuu", "lokakuuta lokakuu", "marraskuuta marraskuu", "joulukuuta joulukuu"},
     "maanantai maanantaina ma tiistai tiistaina ti keskiviikko keskiviikkona ke torstai torstaina "
     "to perjantai perjantaina pe lauantai lauantaina la sunnuntai sunnuntaina su",
     "",
     "klo kello",
     "",
     "julkaistu paivitetty"},
    // Romanian
    {{"ianuarie ian", "februarie feb", "martie mar", "aprilie apr", "mai", "iunie iun", "iulie iul",
      "august aug", "septembrie sept sep", "octombrie oct", "noiembrie nov noi", "decembrie dec"},
     "luni marti miercuri joi vineri sambata duminica",
     "",
     "la ora",
     "",
     "publicat actualizat data"},
    // Hungarian
    {{"januar jan", "februar febr feb", "marcius marc", "aprilis apr", "majus maj", "junius jun",
      "julius jul", "augusztus aug", "szeptember szept", "oktober okt", "november nov",
      "december dec"},
     "hetfo kedd szerda csutortok pentek szombat vasarnap",
     "",
     "",
     "",
     "megjelent"},
    // Turkish
    {{"ocak oca", "subat sub", "mart mar", "nisan nis", "mayis may", "haziran haz", "temmuz tem",
      "agustos agu", "eylul eyl", "ekim eki", "kasim kas", "aralik ara"},
     "pazartesi sali carsamba persembe cuma cumartesi pazar",
     "",
     "saat",
     "",
     "yayinlanma tarihi"},
    // Indonesian and Malay
    {{"januari jan", "februari feb", "maret mac mar", "april apr", "mei", "juni jun",
      "juli julai jul", "agustus ogos agu ogo", "september sep", "oktober okt", "november nov",
      "desember disember des dis"},
     "senin isnin selasa rabu kamis khamis jumat jumaat sabtu minggu ahad",
     "",
     "pukul jam",
     "",
     "diterbitkan dipublikasikan"},
    // Catalan; an apostrophe divides "d'abril"
    {{"gener gen", "febrer febr", "marc", "abril abr", "maig", "juny", "juliol jul", "agost ag",
      "setembre set", "octubre oct", "novembre nov", "desembre des"},
     "dilluns dimarts dimecres dijous divendres dissabte diumenge",
     "el de d del",
     "a les la",
     "h hores",
     "publicat actualitzat"},
});

}  // namespace

std::span<const DateLanguage> date_languages() { return kLanguages; }

bool is_in_list(std::string_view list, std::string_view word) {
  if (word.empty()) return false;
  for (std::size_t at = list.find(word); at != std::string_view::npos;
       at = list.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' ')) return true;
  }
  return false;
}

std::optional<std::chrono::month> month_in(const DateLanguage& language, std::string_view word) {
  for (unsigned i = 0; i < language.months.size(); ++i) {
    if (is_in_list(language.months.at(i), word)) return std::chrono::month(i + 1);
  }
  return std::nullopt;
}

}  // namespace morgue
