package io.intercomsync.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Records how much of the heap is in use after each garbage collection. */
final class HeapLog {
    private static final int SHOWN = 24;

    private final Set<String> heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    private final List<Long> used = new ArrayList<>();
    private long collecting;

    HeapLog() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener((each, nothing) -> add(each), null, null);
        }
    }

    private synchronized void add(Notification notification) {
        if (!notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            return;
        }
        var collection = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                .getGcInfo();
        collecting += collection.getDuration();
        used.add(collection.getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> heapPools.contains(pool.getKey()))
                .map(Map.Entry::getValue)
                .mapToLong(usage -> usage.getUsed())
                .sum());
    }

    synchronized long peak() {
        return used.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    synchronized long collectingMillis() {
        return collecting;
    }

    synchronized int collections() {
        return used.size();
    }

    /** Returns the least heap in use, in MiB, in each of 24 equal parts of the run. It is flat if memory does not grow. */
    synchronized String floor() {
        List<String> floors = new ArrayList<>();
        for (int stretch = 0; stretch < SHOWN; stretch++) {
            int from = used.size() * stretch / SHOWN;
            int to = used.size() * (stretch + 1) / SHOWN;
            used.subList(from, to).stream()
                    .min(Long::compare)
                    .ifPresent(least -> floors.add(Long.toString(least >> 20)));
        }
        return String.join(" ", floors);
    }
}
