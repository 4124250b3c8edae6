#include "prove.h"

#include "notify.c"

ymr_notification nondet_notification(void);

void ymr_json_path(const ymr_document *document, uint32_t token, const char *key, char *path)
{
    (void)document;
    PROMISE(token == 0 && __CPROVER_r_ok(key, 1) && __CPROVER_w_ok(path, YMR_MAX_PATH));
    path[0] = any_char();
}

int main(void)
{
    static ymr_report report;
    const ymr_document document = {0};
    const ymr_notification n = nondet_notification();
    const ymr_status status = check_needed(&document, &n, &report);

    PROMISE(status == YMR_OK || (status == YMR_E_MISSING && report.fault.status == YMR_E_MISSING));
    PROMISE(status == YMR_E_MISSING || n.type.value != YMR_NOTIFICATION_ORDER_RETURN_CREATED || n.return_id.present);
    PROMISE(status == YMR_E_MISSING || n.type.value != YMR_NOTIFICATION_CHAT_MESSAGE_SENT ||
            n.message_id.bytes != NULL);
    return 0;
}
