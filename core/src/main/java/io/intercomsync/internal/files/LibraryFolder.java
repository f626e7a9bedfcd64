package io.intercomsync.internal.files;

import java.io.File;

/** Explains why a driver of a database cannot load its native library, which it unpacks into a folder and runs from there. */
public final class LibraryFolder {
    private static final String USUAL_SETTING = "java.io.tmpdir";

    private LibraryFolder() {}

    /**
     * Returns the folder with its flaw and the remedy, in whole sentences without the last full stop.
     *
     * @param setting the system property that names the folder; the folder for temporary files is used if it is not set
     * @param bytes about the size of the library
     */
    public static String explain(String setting, long bytes) {
        String folder = System.getProperty(setting, System.getProperty(USUAL_SETTING, ""));
        return "Its driver unpacks it into the folder " + folder + ", which " + flaw(new File(folder), bytes)
                + ". Repair that, or choose another folder by the JVM's setting -D" + setting
                + "=...; then start the program again";
    }

    private static String flaw(File folder, long bytes) {
        if (!folder.isDirectory()) {
            return "does not exist";
        }
        if (!folder.canWrite()) {
            return "this user may not write to";
        }
        return folder.getUsableSpace() < bytes
                ? "has too little space for its " + (bytes >> 20) + " MB"
                : "must allow programs to be run: see whether it is mounted noexec. If it is not, the driver has no library for "
                        + System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    }
}
