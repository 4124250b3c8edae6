#include "ymr/request.h"

#define JSON "application/json"
#define IMAGE "image/jpeg, image/png, application/octet-stream;q=0.5"

#define HOUR 3600

const ymr_operation ymr_operations[YMR_OPERATION_COUNT] = {
    [YMR_GET_RETURNS] = {"getReturns", "GET", "/v2/campaigns/{c}/returns", JSON, 5000, HOUR, 4, true},
    [YMR_GET_RETURN] = {"getReturn", "GET", "/v2/campaigns/{c}/orders/{o}/returns/{r}", JSON, 7000, HOUR, 4,
                        true},
    [YMR_GET_RETURN_PHOTO] = {"getReturnPhoto", "GET",
                              "/v2/campaigns/{c}/orders/{o}/returns/{r}/decision/{i}/image/{h}", IMAGE, 5000,
                              HOUR, 4, true},
};
