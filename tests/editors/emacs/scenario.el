;;; scenario.el --- Play ../scenario/steps.json with eglot -*- lexical-binding: t; -*-

;;; Code:

(require 'player)
(require 'eglot)

(defvar scenario--source (file-name-as-directory (getenv "CONNECTOR_SCENARIO")))
(defvar scenario--before nil "The texts before each step, the latest first.")
(defvar scenario--files nil "The files that are open.")

(defun scenario--texts ()
  "The texts of all open files by name."
  (mapcar (lambda (name) (cons name (player-text name))) scenario--files))

(defun scenario--point (step)
  "Show the file of STEP, and go to its place."
  (player-show (alist-get 'file step))
  (goto-char (player-place (alist-get 'at step))))

(defun scenario--findings (name code &optional place)
  "What the findings with CODE in the file called NAME say, if PLACE only there."
  (with-current-buffer (find-file-noselect (player-file name))
    (cl-loop for found in (flymake-diagnostics)
             for data = (alist-get 'eglot-lsp-diag (flymake-diagnostic-data found))
             when (and (equal (plist-get data :code) code)
                       (or (not place) (= place (flymake-diagnostic-beg found))))
             collect (plist-get data :message))))

(defun scenario--act (step)
  "Carry out the code action of STEP, as a person does who picks its title."
  (scenario--point step)
  (let* ((kind (alist-get 'kind step))
         (title (alist-get 'title step))
         (offered (mapcar (lambda (action) (plist-get action :title)) (eglot-code-actions (point) nil kind)))
         (last-nonmenu-event ?x)
         (completing-read-function (lambda (&rest _) title)))
    (unless (= 1 (cl-count title offered :test #'equal))
      (error "Offered: %S" offered))
    (eglot-code-actions (point) nil kind t)))

(defun scenario--edit (step)
  "Replace the text of STEP."
  (player-show (alist-get 'file step))
  (let ((start (player-place (concat "$0" (alist-get 'replace step)))))
    (goto-char start)
    (delete-region start (+ start (length (alist-get 'replace step))))
    (insert (alist-get 'with step))))

(defun scenario--do (step)
  "Give the action and the condition of STEP."
  (let ((file (alist-get 'file step))
        (code (alist-get 'code step))
        (to (alist-get 'to step)))
    (pcase (alist-get 'do step)
      ("open" (list (lambda () (player-show file) (push file scenario--files) nil)
                    #'eglot-managed-p))
      ("see" (list (lambda () (scenario--point step) nil)
                   (lambda () (car (scenario--findings file code (point))))))
      ("miss" (list #'ignore (lambda () (not (scenario--findings file code)))))
      ("act" (list (lambda () (scenario--act step) nil) #'always))
      ("edit" (list (lambda () (scenario--edit step) nil) #'always))
      ("complete" (list (lambda () (scenario--point step)
                          (concat (mapconcat #'char-to-string (alist-get 'type step) " ") " C-M-i"))
                        #'always))
      ("go" (list (lambda () (scenario--point step) "M-.")
                  (lambda () (and (equal buffer-file-name (player-file (alist-get 'file to)))
                                  (= (point) (player-place (alist-get 'at to)))
                                  (format "line %d of %s" (line-number-at-pos) (buffer-name))))))
      ("rename" (list (lambda () (scenario--point step) (format "M-x eglot-rename RET %s RET" to)) #'always))
      ("save" (list (lambda () (save-some-buffers t) nil) #'always))
      (unknown (error "There is no step %s" unknown)))))

(defun scenario--holds (checks)
  "Whether the texts are as CHECKS say."
  (cl-every (lambda (check)
              (let ((has (alist-get 'has check)) (file (alist-get 'file check)))
                (if has (player-has file has) (not (player-has file (alist-get 'lacks check))))))
            checks))

(defun scenario--note ()
  "Note the texts before a step."
  (push (scenario--texts) scenario--before))

(defun scenario--undo (name step)
  "The beats that take back the last step in every file of STEP, called NAME."
  (append
   (mapcar (lambda (file)
             (player-beat (format "%s: %s" name file) (lambda () (player-show file) "C-/")))
           (alist-get 'files step))
   (list (player-beat name #'ignore
                      (lambda () (and (equal (scenario--texts) (car scenario--before))
                                      (scenario--holds (alist-get 'then step))))))))

(defun scenario--beats (number step)
  "The beats of STEP, which has NUMBER."
  (let ((name (format "%d. %s" number (alist-get 'name step))))
    (if (equal (alist-get 'do step) "undo")
        (scenario--undo name step)
      (pcase-let ((`(,action ,ready) (scenario--do step)))
        (list (player-beat name
                           (lambda () (scenario--note) (funcall action))
                           (lambda ()
                             (let ((seen (funcall ready)))
                               (and (scenario--holds (alist-get 'then step)) seen)))))))))

(defun scenario--content (folder name)
  "The bytes of the file called NAME in FOLDER."
  (with-temp-buffer
    (set-buffer-multibyte nil)
    (insert-file-contents-literally (concat folder name))
    (buffer-string)))

(defun scenario--compare ()
  "Compare all saved files with the expected ones."
  (cl-flet ((names (folder) (cl-remove-if (lambda (name) (file-directory-p (concat folder name)))
                                          (directory-files folder))))
    (let ((expected (concat scenario--source "expected/")))
      (unless (equal (names player-folder) (names expected))
        (error "The files are %S" (names player-folder)))
      (dolist (name (names expected))
        (unless (equal (scenario--content player-folder name) (scenario--content expected name))
          (error "%s differs:\n%s" name
                 (shell-command-to-string
                  (format "diff %s %s" (shell-quote-argument (concat expected name))
                          (shell-quote-argument (player-file name))))))))))

(let ((steps (with-temp-buffer
               (insert-file-contents (concat scenario--source "steps.json"))
               (alist-get 'steps (json-parse-buffer :object-type 'alist :array-type 'list)))))
  (player-tell "Emacs %s, eglot %s" emacs-version
               (package-version-join (package-desc-version (cadr (assq 'eglot package-alist)))))
  (player-play
   (append (cl-loop for step in steps for number from 1 append (scenario--beats number step))
           (list (player-beat "saved files" (lambda () (scenario--compare) nil))))))

;;; scenario.el ends here
