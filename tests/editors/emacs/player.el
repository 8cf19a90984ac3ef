;;; player.el --- Drive Emacs like a person -*- lexical-binding: t; -*-

;; A test is a list of beats: each does something as a command of the real command loop, may type keys after it, and is
;; over when its condition holds. What came of it goes to a log, a line for each beat.

;;; Code:

(require 'cl-lib)
(require 'package)
(package-initialize)
(require 'connector-ls)

(defvar player-folder (file-name-as-directory (file-truename (getenv "CONNECTOR_FOLDER"))))
(defvar player--log (getenv "CONNECTOR_LOG"))
;; Seconds. A condition that does not hold by then fails; on a loaded machine everything takes its time.
(defvar player--patience 60)
(defvar player--beats nil)
(defvar player--beat nil "The beat that is played.")
(defvar player--since nil "When its action was over, or nil while that runs.")
(defvar player--failed nil)

(setq make-backup-files nil
      inhibit-startup-screen t
      confirm-kill-processes nil
      eglot-confirm-server-initiated-edits nil
      browse-url-browser-function #'ignore)

(defun player-tell (format &rest arguments)
  "Write a line to the log."
  (let ((coding-system-for-write 'utf-8))
    (write-region (concat (apply #'format format arguments) "\n") nil player--log t 'silent)))

(defun player-beat (name action &optional ready)
  "A beat called NAME.
ACTION is called as a command, and may give keys to be typed after it.  READY
is asked until it gives something; a text is told."
  (list name action (or ready #'always)))

(defun player-load (test)
  "Load TEST, and end Emacs if that fails."
  (condition-case failure
      (load test nil t)
    (error (player-tell "FAIL %s: %s" test (error-message-string failure))
           (kill-emacs 1))))

(defun player-play (beats)
  "Play BEATS, and end Emacs."
  (setq player--beats beats)
  (global-set-key [f12] #'player-act)
  (add-hook 'emacs-startup-hook (lambda () (run-at-time 0.1 0.05 #'player--tick))))

(defun player--end (failure &optional seen)
  "End the beat, for FAILURE if there is one, after SEEN if that tells something."
  (if failure
      (progn
        (setq player--failed t player--beats nil)
        (player-tell "FAIL %s\n  %s\n  Emacs said: %s" (car player--beat) failure
                     (with-current-buffer (messages-buffer)
                       (buffer-substring (max (point-min) (- (point-max) 800)) (point-max)))))
    (player-tell "ok   %s%s" (car player--beat) (if seen (concat ": " seen) "")))
  (setq player--beat nil))

(defun player-act ()
  "Do what the beat does."
  (interactive)
  (setq player--since nil)
  (condition-case failure
      (let ((keys (funcall (nth 1 player--beat))))
        (when (stringp keys)
          (setq unread-command-events (listify-key-sequence (kbd keys)))))
    (error (player--end (error-message-string failure))))
  (setq player--since (float-time)))

(defun player--untold-p ()
  "Whether eglot has still to tell its server of a change.
It does so as soon as nobody types; a person is never faster."
  (cl-some (lambda (buffer) (buffer-local-value 'eglot--recent-changes buffer))
           (cl-remove-if-not (lambda (buffer) (local-variable-p 'eglot--recent-changes buffer)) (buffer-list))))

(defun player--tick ()
  "Go on where the beat is over, unless something is still running."
  (cond
   ((or unread-command-events (player--untold-p)) nil)
   ((and player--beat player--since)
    (condition-case failure
        (let ((seen (with-current-buffer (window-buffer) (funcall (nth 2 player--beat)))))
          (cond (seen (player--end nil (and (stringp seen) seen)))
                ((> (- (float-time) player--since) player--patience)
                 (player--end "waited in vain"))))
      (error (player--end (error-message-string failure)))))
   (player--beat nil)
   (player--beats
    (setq player--beat (pop player--beats) player--since nil)
    (setq unread-command-events (list 'f12)))
   (t (kill-emacs (if player--failed 1 0)))))

;;; What beats are made of

(defun player-answer-together ()
  "Make the server send the edit of a step with its answer, in one piece."
  (setq connector-ls-command `("python3" ,(getenv "CONNECTOR_TOGETHER") ,@connector-ls-command)
        read-process-output-max (* 1024 1024)))

(defun player-file (name)
  "The path of the file called NAME."
  (concat player-folder name))

(defun player-show (name)
  "Show the file called NAME."
  (find-file (player-file name)))

(defun player-text (name)
  "The text of the file called NAME, as Emacs has it."
  (with-current-buffer (find-file-noselect (player-file name))
    (save-restriction (widen) (buffer-substring-no-properties (point-min) (point-max)))))

(defun player-has (name text)
  "Whether the file called NAME has TEXT."
  (string-search text (player-text name)))

(defun player-place (at)
  "The position in the buffer that AT stands for, a text with $0 at the cursor."
  (let* ((cursor (or (string-search "$0" at) (error "No cursor: %s" at)))
         (text (concat (substring at 0 cursor) (substring at (+ cursor 2))))
         (case-fold-search nil))
    (save-excursion
      (goto-char (point-min))
      (unless (search-forward text nil t) (error "Not in the text: %s" text))
      (let ((place (+ (match-beginning 0) cursor)))
        (when (search-forward text nil t) (error "Twice in the text: %s" text))
        place))))

(defun player-write (name text)
  "Make the file called NAME with TEXT."
  (make-directory (file-name-directory (player-file name)) t)
  (write-region text nil (player-file name) nil 'silent))

(provide 'player)
;;; player.el ends here
