"""The invented words of the stand-in: goods, places, what buyers write. And the enum values of the API."""

GOODS = ["чайник «Иней» 1,7 л", "самокат «Стриж»", "плед «Овсянка» 140×200", "фонарь налобный ФН-7",
         "кружка «Двое в лодке»", "термос «Полярник»", "конструктор «Маяк»", "зонт-трость «Ливень»",
         "рюкзак «Тропа» 32 л", "смартфон «Комета 5»", "кроссовки «Ветер» р. 42", "лампа «Гриб»",
         "сковорода «Бабушкина»", "наушники «Эхо Мини»", "вода «Ключ» 6×1,5 л", "палатка «Лось-3»",
         "набор отвёрток «Мастерок»", "часы «Кукушонок»", "гирлянда «Снежинки»", "кресло-мешок «Облако»"]

CITIES = ["Зареченск", "Верхнеозёрск", "Приморье-Северное", "Лугань-на-Каме", "Новая Слобода",
          "Светлые Горы", "Яснополье"]
STREETS = ["улица Рябиновая", "Якорный переулок", "проспект Полярников", "бульвар Старых Лип",
           "1-я Парусная улица", "набережная Тихой Сопки", "Кузнечная площадь"]
HOUSES = ["1", "7а", "12 к.3", "24/2", "3 стр. 5", "118"]
POINTS = ["Пункт выдачи «У фонтана»", "Постамат №17 в «Ромашке»", "Склад возвратов «Северный»",
          "Почтовое отделение 4"]
HINTS = [
    "Вход со двора, синяя дверь, звонок «Возвраты».",
    "От остановки «Мельница» 200 м прямо, ориентир — вывеска с совой 🦉.\nЛифт не работает, второй этаж.",
    "Подъезд № 3, домофон 17#; в субботу до 15:00. Охрана спросит: \"К кому?\" — отвечайте \"за посылкой\".",
    "ТЦ «Ромашка», минус первый этаж, за аптекой\tнаправо.",
]

COMMENTS = [
    "Не подошёл размер, совсем мал",
    "Крышка не закрывается 😡 и пахнет пластиком\nВерните деньги, пожалуйста!",
    "Пришёл не тот цвет: просил \"морскую волну\", прислали зелёный",
    "Работал два дня, потом замолчал 🤷‍♀️. Чек есть.",
    "помята коробка,\r\nвнутри трещина ↘ см. фото 1/2",
    "Подарок не понравился 🎁",
    "Путь к файлу на коробке: C:\\BOX\\7 — это что??",
    "Нет одной детали (№ 14), без неё не собрать…",
    "Ok, but the plug is not for our sockets",
    "💔",
    "Ткань тонкая, на просвет видно. В описании: «плотная, 300 г/м²»",
    "Семья 👨‍👩‍👧‍👦 не влезла в палатку на 3 человека \u2028шутка",
]

SKUS = ["%05d", "SKU-%d", "арт. %d/3", "%d \"синий\"", "A\\%d", "tea-%d_new", "0%d.1", "ВЕТ-%d (42)"]

REFUND = ["STARTED_BY_USER", "REFUND_IN_PROGRESS", "REFUNDED", "FAILED", "WAITING_FOR_DECISION",
          "DECISION_MADE", "REFUNDED_WITH_BONUSES", "REFUNDED_BY_SHOP", "CANCELLED", "REJECTED",
          "COMPLETE_WITHOUT_REFUND", "PREMODERATION_DISPUTE", "PREMODERATION_DECISION_WAITING",
          "PREMODERATION_DECISION_MADE", "PREMODERATION_SELECT_DELIVERY", "UNKNOWN"]
WAITING = ["PREMODERATION_DECISION_WAITING", "WAITING_FOR_DECISION"]
SETTLED = [status for status in REFUND if status not in WAITING]
SHIPMENT = ["CREATED", "RECEIVED", "IN_TRANSIT", "READY_FOR_PICKUP", "PICKED", "LOST", "EXPIRED",
            "CANCELLED", "FULFILMENT_RECEIVED", "PREPARED_FOR_UTILIZATION", "NOT_IN_DEMAND", "UTILIZED",
            "READY_FOR_EXPROPRIATION", "RECEIVED_FOR_EXPROPRIATION", "UNKNOWN"]
RETURN_TYPES = ["UNREDEEMED", "RETURN"]
RECIPIENT = ["SHOP", "DELIVERY_SERVICE", "POST"]
POINT_TYPES = ["WAREHOUSE", "PICKUP_POINT", "PICKUP_TERMINAL", "PICKUP_POST_OFFICE", "PICKUP_MIXED",
               "PICKUP_RETAIL"]
REASONS = ["BAD_QUALITY", "DOES_NOT_FIT", "WRONG_ITEM", "DAMAGE_DELIVERY", "LOYALTY_FAIL", "CONTENT_FAIL",
           "DELIVERY_FAIL", "UNKNOWN"]
SUBREASONS = ["USER_DID_NOT_LIKE", "USER_CHANGED_MIND", "DELIVERED_TOO_LONG", "BAD_PACKAGE", "DAMAGED",
              "NOT_WORKING", "INCOMPLETENESS", "WRONG_ITEM", "WRONG_COLOR", "DID_NOT_MATCH_DESCRIPTION",
              "WRONG_ORDER", "WRONG_AMOUNT_DELIVERED", "WRAPPING_DAMAGED", "ITEM_WAS_USED", "BROKEN",
              "BAD_FLOWERS", "PARCEL_MISSING", "INCOMPLETE", "UNKNOWN"]
DECISIONS = ["FAST_REFUND_MONEY", "REFUND_MONEY", "REFUND_MONEY_INCLUDING_SHIPMENT", "REPAIR", "REPLACE",
             "SEND_TO_EXAMINATION", "DECLINE_REFUND", "PARTIAL_MONEY_REFUND", "OTHER_DECISION", "UNKNOWN"]
STOCK = ["FIT", "DEFECT", "ANOMALY", "SURPLUS", "EXPIRED", "MISGRADING", "UNDEFINED", "INCORRECT_IMEI",
         "INCORRECT_SERIAL_NUMBER", "INCORRECT_CIS", "PART_MISSING", "NON_COMPLIENT", "NOT_ACCEPTABLE",
         "SERVICE", "MARKDOWN", "DEMO", "REPAIR", "FIRMWARE", "UNKNOWN"]
INSTANCE = ["CREATED", "RECEIVED", "IN_TRANSIT", "READY_FOR_PICKUP", "PICKED", "RECEIVED_ON_FULFILLMENT",
            "CANCELLED", "LOST", "UTILIZED", "PREPARED_FOR_UTILIZATION", "EXPROPRIATED", "NOT_IN_DEMAND"]

# Values that no description knows yet; all start with NEW_ so that a test can tell them from a mistake.
NEW = {"refundStatus": "NEW_PREMODERATION_BY_ROBOT", "shipmentStatus": "NEW_HANDED_TO_DRONE",
       "type": "NEW_PICKUP_LOCKER", "shipmentRecipientType": "NEW_NEIGHBOUR", "reasonType": "NEW_TOO_LOUD",
       "subreasonType": "NEW_TOO_SHINY", "decisionType": "NEW_REFUND_TO_PHONE", "stockType": "NEW_OPENED",
       "status": "NEW_WEIGHED", "returnType": "NEW_EXCHANGE"}
