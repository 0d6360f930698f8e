package io.pergola.resolve;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Optional;

/** Whether files may be given to a group. Only the kernel knows whose member a process is, so a file is given to it. */
final class GroupCheck {

    private GroupCheck() {}

    /** Why not, for users; empty if they may be, or if there is no place to try. */
    static Optional<String> objection(String group) {
        try {
            Path trial = Files.createTempFile("pergola", ".group");
            try {
                return objection(trial, group);
            } finally {
                Files.delete(trial);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> objection(Path trial, String group) throws IOException {
        GroupPrincipal principal;
        try {
            principal = trial.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group);
        } catch (UserPrincipalNotFoundException e) {
            return Optional.of(
                    "there is no group '" + group + "' on this machine; 'getent group' lists those there are");
        }
        try {
            Files.getFileAttributeView(trial, PosixFileAttributeView.class).setGroup(principal);
            return Optional.empty();
        } catch (FileSystemException e) {
            return Optional.of("you are not a member of the group '" + group + "'; 'id -Gn' lists those you are in");
        }
    }
}
