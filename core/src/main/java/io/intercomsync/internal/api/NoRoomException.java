package io.intercomsync.internal.api;

import java.io.IOException;

/** Other answers leave too little memory for this one. Asking again may help. */
final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1;

    NoRoomException() {
        super("other answers under way leave too little memory for it");
    }
}
