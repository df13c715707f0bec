;;; Drives Emacs as its user does, and writes what came of it: see emacs.test.ts. -*- lexical-binding: t -*-
;; Each step waits for what it brings about; one that does not come ends the run with its name.
(require 'json)
(require 'package)
(package-initialize)
(load (getenv "HXTOPO_INIT") nil t)
;; As without a mode for Markdown: then Eglot asks for plain text.
(when (fboundp 'gfm-view-mode) (fmakunbound 'gfm-view-mode))
;; The answers that a user would give.
(setq last-nonmenu-event t)
(fset 'y-or-n-p #'always)

(defvar results nil)
(defun result (name value) (push (cons name value) results))
(defun listed (strings) (vconcat strings))

(defun wait (what condition)
  "Let messages of the server come in until CONDITION holds; its value."
  (let ((deadline (+ (float-time) 20)) value)
    (while (not (setq value (funcall condition)))
      (when (> (float-time) deadline) (error "Waited in vain: %s" what))
      (accept-process-output nil 0.01))
    value))

(defun visit (file)
  (switch-to-buffer (find-file-noselect file))
  ;; What comes after a command of the user, and does not by itself in batch mode.
  (run-hooks 'post-command-hook)
  (wait "the server" #'eglot-managed-p))

(defun to (text)
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun line () (buffer-substring-no-properties (line-beginning-position) (line-end-position)))

;; Both are done when Emacs is idle, which it never is in batch mode.
(defun diagnostics ()
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (mapcar (lambda (found) (substring-no-properties (flymake-diagnostic-text found))) (flymake-diagnostics)))

(defun munich ()
  (visit "munich.topology.yaml")
  (result 'mode (symbol-name major-mode))
  (result 'diagnostics (listed (wait "diagnostics" #'diagnostics)))

  (to "sql01, host")
  (let (text)
    (eglot-hover-eldoc-function (lambda (told &rest _) (setq text (substring-no-properties told))))
    (result 'hover (wait "a hover" (lambda () text))))

  (to "hx-muc\n\nhosts")
  (call-interactively #'xref-find-definitions)
  (result 'definition (line))
  (result 'references
          (listed (mapcar (lambda (found) (substring-no-properties (xref-item-summary found)))
                          (xref-backend-references 'eglot (xref-backend-identifier-at-point 'eglot)))))

  ;; By the kind that stands for hosts, then by section.
  (result 'outline (listed (mapcar #'car (cdadr (assoc "Class" (eglot-imenu))))))

  (to "virtual")
  (kill-word 1)
  (insert "phy")
  (completion-at-point)
  (result 'completed (line))
  (delete-region (line-beginning-position) (point))
  (insert "    type: virtual")

  (to "esx02")
  (let (offered)
    (cl-letf (((symbol-function 'completing-read)
               (lambda (_ choices &rest _)
                 (setq offered (mapcar #'car choices))
                 "Add the rule to esx02")))
      (eglot-code-actions (point) (point) nil t))
    (result 'actions (listed offered)))
  (wait "no diagnostics" (lambda () (null (diagnostics))))
  (save-buffer)

  (to "10.10.50.21]\n  - name: esx02")
  (delete-char 11)
  (insert "10.10.50.99")
  (result 'edited (listed (wait "diagnostics of the edit" #'diagnostics)))
  (save-buffer))

(defun in-parts ()
  (visit "in-parts/site.topology.yaml")
  (to "esx01, cluster")
  (eglot-rename "muc 1")
  (save-some-buffers t))

(condition-case problem
    (progn
      (munich)
      (in-parts)
      (with-temp-file (getenv "HXTOPO_RESULTS") (insert (json-encode results))))
  (error (message "%s" (error-message-string problem))
         (kill-emacs 1)))
