package io.intercomsync.hub;

import static io.intercomsync.collection.IntercomCollection.USERS;

import io.intercomsync.error.SinkException;
import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens a hub in another process or in another class loader, and tells how many users it holds. */
final class SecondHub {
    private SecondHub() {}

    public static void main(String[] arguments) {
        System.out.println(words(Path.of(arguments[0])));
    }

    static String words(Path file) {
        try (Hub hub = Hub.builder(file).build()) {
            return "rows " + hub.liveRows(HubTests.WORKSPACE, USERS);
        } catch (SinkException e) {
            return e.toString();
        }
    }

    static String inAnotherProcess(Path file, String... options) throws Exception {
        return inAnotherProcess(SecondHub.class, file, options);
    }

    static String inAnotherProcess(Class<?> program, Path file, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                file.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return words;
    }

    /** Opens the hub in a copy of the library, again and again. Returns the words of each attempt. */
    static List<String> inAnotherClassLoader(Path file, int times) throws Exception {
        try (URLClassLoader copy = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Method open = copy.loadClass(SecondHub.class.getName()).getDeclaredMethod("words", Path.class);
            open.setAccessible(true);
            List<String> words = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                words.add((String) open.invoke(null, file));
            }
            return words;
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
