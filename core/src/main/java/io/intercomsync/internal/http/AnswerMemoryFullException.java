package io.intercomsync.internal.http;

import java.io.IOException;

/** Other answers leave too little memory for this one. Asking again may help. */
final class AnswerMemoryFullException extends IOException {
    private static final long serialVersionUID = 1;

    AnswerMemoryFullException() {
        super("other answers under way leave too little memory for it");
    }
}
