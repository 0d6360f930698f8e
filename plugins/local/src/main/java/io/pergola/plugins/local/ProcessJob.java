package io.pergola.plugins.local;

import io.pergola.spi.JobInfo;
import io.pergola.spi.ProcessIdentity;
import java.util.LinkedHashMap;
import java.util.Optional;

/** A process's identity as job info, and back. */
final class ProcessJob {

    static final String HOST = "host";
    private static final String ID = "id";
    private static final String PID = "pid";
    private static final String START = "start_ticks";
    private static final String BOOT = "boot_id";

    private ProcessJob() {}

    static JobInfo info(ProcessIdentity process) {
        var values = new LinkedHashMap<String, String>();
        values.put(ID, Long.toString(process.pid()));
        values.put(HOST, process.host());
        values.put(PID, Long.toString(process.pid()));
        values.put(START, Long.toString(process.startTicks()));
        values.put(BOOT, process.bootId());
        return new JobInfo(values);
    }

    /** Empty if the values are not those that {@link #info} wrote: the file was damaged. */
    static Optional<ProcessIdentity> identity(JobInfo job) {
        return job.get(HOST).flatMap(host -> number(job, PID).flatMap(pid -> number(job, START)
                .flatMap(start -> job.get(BOOT).map(boot -> new ProcessIdentity(host, pid, start, boot)))));
    }

    private static Optional<Long> number(JobInfo job, String key) {
        return job.get(key).filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf);
    }
}
