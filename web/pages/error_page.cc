#include "web/pages/pages.h"
#include "web/pages/view.h"
#include "web/reply.h"

namespace morgue::web {

std::string error_page(int status, std::string_view detail) {
  View view = page_view(status_name(status));
  view["noindex"] = true;
  view["skip_to"] = "message";
  view["heading"] = status == 404   ? "Not in the morgue"
                    : status == 501 ? "Not in this version"
                    : status >= 500 ? "Our mistake"
                                    : "That cannot be searched";
  view["detail"] = detail;
  view["status"] = status;
  return render("error", view);
}

}  // namespace morgue::web
