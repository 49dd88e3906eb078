import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The server's own check of a posted report, in Java 17: the command line as a few processes that are kept open. One record as a
 * line of JSON in, one result as a line of JSON out, by the same core as in the browser and to the byte the same.
 *
 * <p>A class to copy into a portal; it needs nothing but the JDK. Run as a program it reads records from standard input:
 * {@code java Recheck.java /path/to/gouji 2 < records.ndjson}
 */
public final class Recheck implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final String program;
    private final BlockingQueue<Worker> idle;
    private final ExecutorService readers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "gouji");
        thread.setDaemon(true);
        return thread;
    });

    /** @param size as many reports as are checked at the same time; others wait */
    public Recheck(String program, int size) throws IOException {
        this.program = program;
        this.idle = new ArrayBlockingQueue<>(size);
        for (int index = 0; index < size; index++) idle.add(new Worker(program));
    }

    /**
     * Checks one record.
     *
     * @param record JSON, as CONTRACTS has it: {@code {"pack":"…","cells":{"requests.new.total":"3"}}}, figures as text
     * @return the result as JSON, or {@code {"error":"…"}} where the record is mistaken
     * @throws IOException when the program can't be run; the report is then not checked, and not wrong
     */
    public String check(String record) throws IOException, InterruptedException {
        Worker worker = idle.take();
        try {
            // A line of its own: JSON never needs a line break, and writers that make some can be told not to.
            String line = record.replace('\n', ' ').replace('\r', ' ');
            Future<String> answer = readers.submit(() -> worker.ask(line));
            String result = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (result == null) throw new IOException("gouji ended without an answer");
            idle.add(worker);
            return result;
        } catch (java.util.concurrent.ExecutionException | TimeoutException | IOException failure) {
            // Nothing that this process holds can be trusted any more: a fresh one takes its place.
            worker.close();
            idle.add(new Worker(program));
            throw new IOException("the report could not be checked", failure);
        }
    }

    @Override
    public void close() {
        idle.forEach(Worker::close);
        readers.shutdownNow();
    }

    /** One process; it answers in the order in which it is asked. */
    private static final class Worker {
        private final Process process;
        private final BufferedWriter questions;
        private final BufferedReader answers;

        Worker(String program) throws IOException {
            process = new ProcessBuilder(List.of(program, "check", "--ndjson"))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            questions = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        String ask(String line) throws IOException {
            questions.write(line);
            questions.write('\n');
            questions.flush();
            return answers.readLine();
        }

        void close() {
            process.destroyForcibly();
        }
    }

    public static void main(String[] arguments) throws Exception {
        int size = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        BufferedReader records = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        BufferedWriter results = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        try (Recheck recheck = new Recheck(arguments[0], size)) {
            for (String record = records.readLine(); record != null; record = records.readLine()) {
                results.write(recheck.check(record));
                results.write('\n');
            }
        }
        results.flush();
    }
}
