/**
 * The Market's report on non-purchases and returns: start it, ask until it is done, download its file.
 *
 *     ymr_generate_returns_report(client, &what, &started); // once: the Market takes one in two minutes
 *     const ymr_text id = copied(started.report_id);        // the next call takes the workspace
 *     const int64_t estimated_ms = started.estimated_generation_ms;
 *     for (unsigned asked = 0; info.status.value != YMR_REPORT_STATUS_DONE; asked++) { // or FAILED
 *         pause_ms(ymr_report_pause_ms(asked, estimated_ms));
 *         ymr_get_report_info(client, id, &info);
 *     }
 *     ymr_url_parse(info.file, &url);
 *     ymr_download(client, &url, YMR_MAX_REPORT, taker, context); // see ymr/url.h
 *
 * What the file is, follows from the format that was asked for: a workbook (FILE), or an archive of CSV or
 * JSON files.
 */
#ifndef YMR_REPORTS_H
#define YMR_REPORTS_H

#include "ymr/url.h"

/** ReportFormatType: What the file shall be. */
#define YMR_REPORT_FORMAT_LIST(X)                                                                            \
    X(YMR_REPORT_FORMAT, FILE)                                                                               \
    X(YMR_REPORT_FORMAT, CSV)                                                                                \
    X(YMR_REPORT_FORMAT, JSON)
typedef enum ymr_report_format {
    YMR_REPORT_FORMAT_ABSENT,
    YMR_REPORT_FORMAT_UNRECOGNIZED,
    YMR_REPORT_FORMAT_LIST(YMR_ENUM_CONSTANT)
} ymr_report_format;
extern const ymr_names ymr_report_format_names;

/** ReportStatusType: How far it is. */
#define YMR_REPORT_STATUS_LIST(X)                                                                            \
    X(YMR_REPORT_STATUS, PENDING)                                                                            \
    X(YMR_REPORT_STATUS, PROCESSING)                                                                         \
    X(YMR_REPORT_STATUS, FAILED)                                                                             \
    X(YMR_REPORT_STATUS, DONE)
typedef enum ymr_report_status {
    YMR_REPORT_STATUS_ABSENT,
    YMR_REPORT_STATUS_UNRECOGNIZED,
    YMR_REPORT_STATUS_LIST(YMR_ENUM_CONSTANT)
} ymr_report_status;
extern const ymr_names ymr_report_status_names;

/** ReportSubStatusType: Why there is no file. */
#define YMR_REPORT_SUBSTATUS_LIST(X)                                                                         \
    X(YMR_REPORT_SUBSTATUS, NO_DATA)                                                                         \
    X(YMR_REPORT_SUBSTATUS, TOO_LARGE)                                                                       \
    X(YMR_REPORT_SUBSTATUS, RESOURCE_NOT_FOUND)
typedef enum ymr_report_substatus {
    YMR_REPORT_SUBSTATUS_ABSENT,
    YMR_REPORT_SUBSTATUS_UNRECOGNIZED,
    YMR_REPORT_SUBSTATUS_LIST(YMR_ENUM_CONSTANT)
} ymr_report_substatus;
extern const ymr_names ymr_report_substatus_names;

/** GenerateReportDTO. */
typedef struct ymr_report_started {
    bool present;
    ymr_text report_id;              /**< required; in the workspace: copy it before the next call */
    int64_t estimated_generation_ms; /**< required; estimatedGenerationTime, how long it will take, in ms */
} ymr_report_started;

/** ReportInfoDTO. */
typedef struct ymr_report_info {
    bool present;
    ymr_enum status;                  /**< required; ymr_report_status */
    ymr_enum substatus;               /**< ymr_report_substatus */
    ymr_date generation_requested_at; /**< required */
    ymr_date generation_finished_at;
    ymr_text file; /**< a link, once it is DONE */
    ymr_integer estimated_generation_ms;
} ymr_report_info;

extern const ymr_shape ymr_report_started_shape;
extern const ymr_shape ymr_report_info_shape;

/**
 * GenerateUnitedReturnsRequest: what the report shall cover. Borrowed until the call has ended; with
 * something else in it than these comments allow it ends in YMR_E_ARGUMENT.
 */
typedef struct ymr_returns_report {
    int64_t business_id;         /**< at least 1; the config's is not taken by itself */
    const char *from_day;        /**< `YYYY-MM-DD` */
    const char *to_day;          /**< `YYYY-MM-DD`, not before from_day */
    const int64_t *campaign_ids; /**< each at least 1, no two the same */
    size_t campaign_count;       /**< 0: all campaigns of the business */
    ymr_return_type return_type; /**< 0: both */
    uint32_t shipment_statuses;  /**< YMR_BIT(YMR_SHIPMENT_STATUS_…) | …; 0: any */
    ymr_report_format format;    /**< 0: the server's FILE */
} ymr_returns_report;

/** Bytes of a report's id: the description allows 255. */
#define YMR_MAX_REPORT_ID 255

/**
 * Starts a report (generateUnitedReturnsReport).
 *
 * A lost answer ends in YMR_E_OUTCOME_UNKNOWN: the report may be under way, but nothing tells its id.
 * Starting another does no harm but that it counts.
 */
ymr_status ymr_start_returns_report(ymr_client *client, const ymr_returns_report *report,
                                    ymr_report_started *out);

/**
 * How far it is (getReportInfo).
 *
 * @param report_id  borrowed until the call has ended; must not lie in the workspace: copy it first
 * @return as ymr_start_object; YMR_E_ARGUMENT if it is longer than YMR_MAX_REPORT_ID
 */
ymr_status ymr_start_report_info(ymr_client *client, ymr_text report_id, ymr_report_info *out);

/**
 * How long to wait before getReportInfo: first as long as the report was said to take, but at most a minute;
 * then a second, and each time twice as long, up to half a minute. Far below the 100 calls a minute that the
 * Market takes.
 *
 * @param asked         how often it has been asked already
 * @param estimated_ms  of ymr_report_started; below a second counts as one
 */
uint32_t ymr_report_pause_ms(unsigned asked, int64_t estimated_ms);

/** Start and run in one. */
ymr_status ymr_generate_returns_report(ymr_client *client, const ymr_returns_report *report,
                                       ymr_report_started *out);
ymr_status ymr_get_report_info(ymr_client *client, ymr_text report_id, ymr_report_info *out);

#endif
