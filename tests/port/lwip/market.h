/* The client as a device runs it: a step at a time, in a loop that has other things to do. */
#ifndef PROBE_MARKET_H
#define PROBE_MARKET_H

#include "port/device/ymr_device.h"
#include "ymr/port.h"

/**
 * Makes the call that the words ask for, tells the clock the answer's Date and begins a line of JSON.
 * @param live  keeps the network moving for so many milliseconds
 */
void market_call(ymr_transport *transport, ymr_platform platform, const ymr_endpoint *endpoint,
                 ymr_device_clock *clock, void (*live)(uint32_t ms));

#endif
